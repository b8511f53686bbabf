import type { QueryResultRow } from "pg";

import { type Page, type PageRequest, pageSizes } from "../../kernel/page.js";
import { RequestError } from "../../kernel/request-error.js";
import type { Database } from "./database.js";
import { beyond, cursorsOf, cursorValues, reversed, type SortColumn, sortText } from "./keyset-cursor.js";

/** A list in SQL; the sort columns together must be unique, so that pages neither repeat nor skip a row. */
export interface ListQuery {
  readonly columns: string;
  readonly from: string;
  /** Conditions joined by AND; their placeholders count from `$1`. */
  readonly conditions: readonly string[];
  readonly values: readonly unknown[];
  readonly sort: readonly SortColumn[];
}

/** A list that each of several parents has, such as the groups of some users. */
export interface ChildListQuery extends ListQuery {
  /** The column of {@link ListQuery.from} that holds the parent's key, its type (UUID when not said), and the keys. */
  readonly parents: { readonly column: string; readonly type?: "uuid" | "text"; readonly keys: readonly string[] };
}

/**
 * Reads one page by the values where it begins, not by counting rows, so that late pages cost as much as the first.
 *
 * @throws RequestError `BAD_USER_INPUT` for sizes out of range and for cursors of another list or order
 */
export async function keysetPage<Row extends QueryResultRow>(
  database: Database,
  query: ListQuery,
  request: PageRequest,
): Promise<Page<Row>> {
  const plan = planPage(query, request);
  const rows = await database.query<Row>(
    `SELECT ${query.columns}, ${sortTexts(query.sort)} FROM ${query.from} ${where(plan.conditions)} ${plan.order} LIMIT ${plan.size + 1}`,
    plan.values,
  );
  return { ...toPage(query, plan, rows), countAll: () => countRows(database, query) };
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

/**
 * `OFFSET 0` makes PostgreSQL take the children of a parent first and sort them then. It would like to walk over all users in
 * their order instead, until enough of them belong to the group, which takes seconds for each small group.
 */
async function pagesByParent<Row extends QueryResultRow>(
  database: Database,
  query: ChildListQuery,
  request: PageRequest,
): Promise<ReadonlyMap<string, Page<Row>>> {
  const { parents } = query;
  const plan = planPage(query, request);
  const sortKeys = query.sort.map(({ expression }, index) => `${expression} AS key_${index}`).join(", ");
  const inPage = (sort: readonly SortColumn[], table: string) =>
    sort.map((key, index) => ({ ...key, expression: `${table}.key_${index}` }));
  const rows = await database.query<Row & { parent_key: string }>(
    `SELECT parents.key AS parent_key, page.*, ${sortTexts(inPage(query.sort, "page"))}
     FROM unnest($${plan.values.length + 1}::${parents.type ?? "uuid"}[]) AS parents (key) CROSS JOIN LATERAL (
       SELECT * FROM (
         SELECT ${query.columns}, ${sortKeys} FROM ${query.from} ${where([...plan.conditions, `${parents.column} = parents.key`])} OFFSET 0
       ) AS children
       ${orderBy(inPage(plan.sort, "children"))} LIMIT ${plan.size + 1}
     ) AS page
     ${orderBy(inPage(plan.sort, "page"))}`,
    [...plan.values, [...new Set(parents.keys)]],
  );
  const rowsByParent = new Map<string, Row[]>(parents.keys.map((key) => [key, []]));
  for (const row of rows) rowsByParent.get(row.parent_key)?.push(row);
  let counts: Promise<ReadonlyMap<string, number>> | undefined;
  const countOf = async (key: string): Promise<number> => (await (counts ??= countRowsByParent(database, query))).get(key) ?? 0;
  return new Map([...rowsByParent].map(([key, found]) => [key, { ...toPage(query, plan, found), countAll: async () => countOf(key) }]));
}

interface PagePlan {
  readonly size: number;
  readonly backward: boolean;
  readonly hasAfter: boolean;
  readonly hasBefore: boolean;
  /** As the rows are read; the other way round for a page from the end. */
  readonly sort: readonly SortColumn[];
  readonly order: string;
  readonly conditions: readonly string[];
  readonly values: readonly unknown[];
}

function planPage(query: ListQuery, request: PageRequest): PagePlan {
  const { size, backward } = sizeOf(request);
  const sort = backward ? reversed(query.sort) : query.sort;
  const values = [...query.values];
  const conditions = [...query.conditions];
  const after = cursorValues(request.after, query.sort);
  const before = cursorValues(request.before, query.sort);
  if (after) conditions.push(beyond(query.sort, after, values));
  if (before) conditions.push(beyond(reversed(query.sort), before, values));
  return { size, backward, hasAfter: after !== undefined, hasBefore: before !== undefined, sort, order: orderBy(sort), conditions, values };
}

function toPage<Row extends QueryResultRow>({ sort }: ListQuery, plan: PagePlan, rows: readonly Row[]): Omit<Page<Row>, "countAll"> {
  const hasMore = rows.length > plan.size;
  const wanted = rows.slice(0, plan.size);
  if (plan.backward) wanted.reverse();
  const cursorOf = cursorsOf(sort);
  return {
    rows: wanted.map((row) => ({ row, cursor: cursorOf(row) })),
    hasNextPage: plan.backward ? plan.hasBefore : hasMore,
    hasPreviousPage: plan.backward ? hasMore : plan.hasAfter,
  };
}

async function countRows(database: Database, { from, conditions, values }: ListQuery): Promise<number> {
  // The driver gives bigint as text, so that no digit is lost.
  const [row] = await database.query<{ count: string }>(`SELECT count(*) AS count FROM ${from} ${where(conditions)}`, values);
  return Number(row?.count ?? 0);
}

async function countRowsByParent(
  database: Database,
  { from, conditions, values, parents }: ChildListQuery,
): Promise<ReadonlyMap<string, number>> {
  const ofParents = `${parents.column} = ANY($${values.length + 1}::${parents.type ?? "uuid"}[])`;
  const rows = await database.query<{ parent_key: string; count: string }>(
    `SELECT ${parents.column} AS parent_key, count(*) AS count FROM ${from} ${where([...conditions, ofParents])} GROUP BY 1`,
    [...values, parents.keys],
  );
  return new Map(rows.map((row) => [row.parent_key, Number(row.count)]));
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? "" : `WHERE ${conditions.map((condition) => `(${condition})`).join(" AND ")}`;
}

function sortTexts(sort: readonly SortColumn[]): string {
  return sort.map((column, index) => `${sortText(column)} AS sort_${index}`).join(", ");
}

function orderBy(sort: readonly SortColumn[]): string {
  return `ORDER BY ${sort.map(({ expression, descending }) => `${expression} ${descending ? "DESC" : "ASC"}`).join(", ")}`;
}

function sizeOf({ first, last }: PageRequest): { size: number; backward: boolean } {
  if (first != null && last != null) throw new RequestError("BAD_USER_INPUT", "Give either first or last, not both.");
  const size = first ?? last ?? pageSizes.default;
  if (size < 0 || size > pageSizes.most) {
    throw new RequestError("BAD_USER_INPUT", `first and last must be from 0 to ${pageSizes.most}.`, { limit: pageSizes.most });
  }
  return { size, backward: last != null };
}
