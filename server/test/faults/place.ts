import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";

import { stopAllServers } from "./server-process.js";
import { until } from "./until.js";

/** A directory of its own for servers of one test file, with an embedded database. */
export interface Place {
  readonly directory: string;
  readonly dataDir: string;
}

/** Makes a {@link Place}. */
export function createPlace(): Place {
  const directory = mkdtempSync(join(tmpdir(), "gatehouse-faults-"));
  // The database of a root user runs under another account, which must be able to enter.
  chmodSync(directory, 0o755);
  return { directory, dataDir: join(directory, "data") };
}

/** Stops all servers, with a database that a killed one left behind, and removes the directory. */
export async function removePlace(place: Place): Promise<void> {
  await stopAllServers();
  const pid = postmasterPid(place);
  if (pid !== undefined) process.kill(pid, "SIGQUIT");
  await until("the database has ended", () => postmasterPid(place) === undefined);
  rmSync(place.directory, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Sends the embedded database a signal; gives its process.
 *
 * @throws Error when it does not run
 */
export function signalDatabase(place: Place, signal: NodeJS.Signals): number {
  const pid = postmasterPid(place);
  if (pid === undefined) throw new Error("the database does not run");
  process.kill(pid, signal);
  return pid;
}

/** The process of the embedded database; undefined when there is none. */
export function postmasterPid({ dataDir }: Place): number | undefined {
  const file = join(dataDir, "postgres/postmaster.pid");
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) : Number.NaN;
  return isPostgres(pid) ? pid : undefined;
}

/** Runs one statement in the embedded database, beside the server. */
export async function runInDatabase({ dataDir }: Place, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ host: join(dataDir, "postgres"), user: "postgres", database: "gatehouse" });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A killed server leaves its file, and its number may belong to another program by now. */
function isPostgres(pid: number): boolean {
  try {
    if (process.platform === "linux") return /^\d+ \(postgres\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
