import type { TestServer } from "./test-server.js";

/**
 * Every row of every table as text, but for what notes attempts (counters, the log, where the log of the database stood), what
 * follows from other rows (kept counts), and the queue's own book-keeping.
 */
export async function contentsOf({ database }: TestServer): Promise<string> {
  const tables = await database.query<{ name: string; columns: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS columns
     FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name NOT IN ('throttle_counters', 'lockouts') AND table_name NOT LIKE 'log\\_%' AND table_name NOT LIKE 'user\\_count%'
       AND column_name <> 'write_position'
     GROUP BY 1 ORDER BY 1`,
  );
  const parts: string[] = [];
  for (const { name, columns } of tables) {
    const rows = await database.query<{ row: string }>(`SELECT ROW(${columns})::text AS row FROM ${name} ORDER BY 1`);
    parts.push(`${name}\n${rows.map(({ row }) => row).join("\n")}`);
  }
  const jobs = await database.query<{ row: string }>(
    "SELECT concat(name, ' ', data, ' ', output) AS row FROM jobs.job WHERE name !~ '^__pgboss' AND name NOT IN ('sweep', 'seal-log', 'fold-user-counts') ORDER BY 1",
  );
  return [...parts, `jobs\n${jobs.map(({ row }) => row).join("\n")}`].join("\n\n");
}
