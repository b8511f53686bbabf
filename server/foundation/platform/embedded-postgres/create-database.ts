import { Client } from "pg";

import type { EmbeddedPostgres } from "./embedded-postgres.js";

/** Creates a database of the embedded server unless it exists; several processes may do this at once. */
export async function createDatabaseIfMissing({ socketDirectory, port, user }: EmbeddedPostgres, database: string): Promise<void> {
  const client = new Client({ host: socketDirectory, port, user, database: "postgres", ssl: false });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } catch (error) {
    const alreadyExists = ["42P04", "23505"].includes((error as { code?: string }).code ?? "");
    if (!alreadyExists) throw error;
  } finally {
    await client.end();
  }
}
