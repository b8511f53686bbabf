import type { Database } from "./database.js";
import { type ListQuery, where } from "./list-query.js";

type Rows = Pick<ListQuery, "from" | "conditions" | "values">;

/** Below this estimate rows are counted after all: it takes milliseconds, and people notice a wrong number that is small. */
const smallEstimate = 10_000;

/** How many rows a list has. Reads all of them, in the worst case the whole table. */
export async function countRows(database: Database, { from, conditions, values }: Rows): Promise<number> {
  // The driver gives bigint as text, so that no digit is lost.
  const [row] = await database.queryList<{ count: string }>(`SELECT count(*) AS count FROM ${from} ${where(conditions)}`, values);
  return Number(row?.count ?? 0);
}

/**
 * About how many rows a list has, as the planner believes from the last time that PostgreSQL looked over the table; counted when
 * they seem few. Costs no reading of rows for long lists.
 */
export async function estimateRows(database: Database, list: Rows): Promise<number> {
  const { from, conditions, values } = list;
  const [row] = await database.queryList<{ "QUERY PLAN": readonly [{ Plan: { "Plan Rows": number } }] }>(
    `EXPLAIN (FORMAT JSON) SELECT 1 FROM ${from} ${where(conditions)}`,
    values,
  );
  const estimate = row?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
  return estimate < smallEstimate ? countRows(database, list) : estimate;
}
