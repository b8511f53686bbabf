import type { QueryResultRow } from "pg";

import type { Page, PageRequest } from "../../kernel/page.js";
import type { Database } from "./database.js";
import type { SortColumn } from "./keyset-cursor.js";
import { keysetPage, planPage, toPage } from "./keyset-page.js";
import { type ListQuery, orderBy, sortTexts, where } from "./list-query.js";

/** A list that each of several parents has, such as the groups of some users. */
export interface ChildListQuery extends ListQuery {
  /** The column of {@link ListQuery.from} that holds the parent's key, its type (UUID when not said), and the keys. */
  readonly parents: { readonly column: string; readonly type?: "uuid" | "text"; readonly keys: readonly string[] };
}

/**
 * Reads the same page of every parent's list, in the order of the parents' keys. One query for all; one more for all totals, when
 * the first of them is asked for.
 *
 * @throws RequestError as {@link keysetPage}
 */
export async function keysetPages<Row extends QueryResultRow>(
  database: Database,
  query: ChildListQuery,
  request: PageRequest,
): Promise<Page<Row>[]> {
  const keys = [...new Set(query.parents.keys)];
  const pages =
    keys.length === 1 ? await pageOfOneParent<Row>(database, query, request) : await pagesByParent<Row>(database, query, request);
  return query.parents.keys.map((key) => pages.get(key) as Page<Row>);
}

/** With only one parent, PostgreSQL can choose by its number of children how to find them. */
async function pageOfOneParent<Row extends QueryResultRow>(
  database: Database,
  { parents, conditions, values, ...list }: ChildListQuery,
  request: PageRequest,
): Promise<ReadonlyMap<string, Page<Row>>> {
  const key = parents.keys[0] ?? "";
  const ofParent = `${parents.column} = $${values.length + 1}`;
  const page = await keysetPage<Row>(database, { ...list, conditions: [...conditions, ofParent], values: [...values, key] }, request);
  return new Map([[key, page]]);
}

/** Numbers the children of each parent: PostgreSQL can find them all together, and stops counting when a page is full. */
async function pagesByParent<Row extends QueryResultRow>(
  database: Database,
  query: ChildListQuery,
  request: PageRequest,
): Promise<ReadonlyMap<string, Page<Row>>> {
  const { parents } = query;
  const plan = planPage(query, request);
  const sortKeys = query.sort.map(({ expression }, index) => `${expression} AS key_${index}`).join(", ");
  const inPage = (sort: readonly SortColumn[]) => sort.map((key, index) => ({ ...key, expression: `page.key_${index}` }));
  const ofParents = `${parents.column} = ANY($${plan.values.length + 1}::${parents.type ?? "uuid"}[])`;
  const rows = await database.queryList<Row & { parent_key: string }>(
    `SELECT page.*, ${sortTexts(inPage(query.sort))}
     FROM (
       SELECT ${query.columns}, ${sortKeys}, ${parents.column} AS parent_key,
         row_number() OVER (PARTITION BY ${parents.column} ${plan.order}) AS position
       FROM ${query.from} ${where([...plan.conditions, ofParents])}
     ) AS page
     WHERE position <= ${plan.size + 1} ${orderBy(inPage(plan.sort))}`,
    [...plan.values, [...new Set(parents.keys)]],
  );
  const rowsByParent = new Map<string, Row[]>(parents.keys.map((key) => [key, []]));
  for (const row of rows) rowsByParent.get(row.parent_key)?.push(row);
  let counts: Promise<ReadonlyMap<string, number>> | undefined;
  const countOf = async (key: string): Promise<number> => (await (counts ??= countRowsByParent(database, query))).get(key) ?? 0;
  return new Map(
    [...rowsByParent].map(([key, found]) => {
      const count = async () => countOf(key);
      return [key, { ...toPage(query, plan, found), countAll: count, estimateAll: count }];
    }),
  );
}

async function countRowsByParent(
  database: Database,
  { from, conditions, values, parents }: ChildListQuery,
): Promise<ReadonlyMap<string, number>> {
  const ofParents = `${parents.column} = ANY($${values.length + 1}::${parents.type ?? "uuid"}[])`;
  const rows = await database.queryList<{ parent_key: string; count: string }>(
    `SELECT ${parents.column} AS parent_key, count(*) AS count FROM ${from} ${where([...conditions, ofParents])} GROUP BY 1`,
    [...values, parents.keys],
  );
  return new Map(rows.map((row) => [row.parent_key, Number(row.count)]));
}
