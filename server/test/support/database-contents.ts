import type { TestServer } from "./test-server.js";

/** Every row of every table as text, but for what notes attempts (counters, the log), what follows from other rows (kept counts), and the queue's own book-keeping. */
export async function contentsOf({ database }: TestServer): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename NOT IN ('throttle_counters', 'lockouts') AND tablename NOT LIKE 'log\\_%'
       AND tablename NOT LIKE 'user\\_count%' ORDER BY 1`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t ORDER BY 1`);
    parts.push(`${name}\n${rows.map(({ row }) => row).join("\n")}`);
  }
  const jobs = await database.query<{ row: string }>(
    "SELECT concat(name, ' ', data, ' ', output) AS row FROM jobs.job WHERE name !~ '^__pgboss' AND name NOT IN ('sweep', 'seal-log', 'fold-user-counts') ORDER BY 1",
  );
  return [...parts, `jobs\n${jobs.map(({ row }) => row).join("\n")}`].join("\n\n");
}
