import { Client } from "pg";
import { EmbeddedPostgresError, systemCode } from "./embedded-postgres-error.js";
import { type Installation } from "./postmaster.js";
import { socketPort } from "./socket-directory.js";

/** What a look at the socket tells. "busy": a server is there, but starts, recovers or shuts down. */
export type JoinResult = Client | "absent" | "busy";

/** Held shared by every process that uses the server; any fixed number will do. */
const membershipLock = 0x6761_7465;
const answerLimitMs = 10_000;

/**
 * Joins the processes that use the server: a connection that lives as long as the membership and holds a shared advisory
 * lock. Its end is also the notice that the server died.
 *
 * @throws EmbeddedPostgresError when another database answers.
 */
export async function join({ socketDirectory, dataDir }: Pick<Installation, "socketDirectory" | "dataDir">): Promise<JoinResult> {
  const client = new Client({
    host: socketDirectory,
    port: socketPort,
    user: "postgres",
    database: "postgres",
    application_name: "gatehouse launcher",
    ssl: false,
    connectionTimeoutMillis: answerLimitMs,
    query_timeout: answerLimitMs,
  });
  // A lost connection is noticed by its "end"; without a listener the "error" before it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await refuseAnotherDatabase(client, dataDir);
    await client.query("SELECT pg_advisory_lock_shared($1)", [membershipLock]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof EmbeddedPostgresError) throw error;
    return ["ENOENT", "ECONNREFUSED"].includes(systemCode(error)) ? "absent" : "busy";
  }
}

/**
 * Ends the membership, but keeps the connection.
 *
 * @returns true for exactly one process: the last, who has to shut the server down. Nobody can join it any more.
 */
export async function leave(client: Client): Promise<boolean> {
  await client.query("SELECT pg_advisory_unlock_shared($1)", [membershipLock]);
  const result = await client.query<{ last: boolean }>("SELECT pg_try_advisory_lock($1) AS last", [membershipLock]);
  return result.rows[0]?.last === true;
}

async function refuseAnotherDatabase(client: Client, dataDir: string): Promise<void> {
  const result = await client.query<{ directory: string }>("SELECT current_setting('data_directory') AS directory");
  const directory = result.rows[0]?.directory;
  if (directory === dataDir) return;
  throw new EmbeddedPostgresError(
    `The PostgreSQL that answers for ${dataDir} was started as ${directory}: was it moved? Stop that server first.`,
  );
}
