import type { QueryResultRow } from "pg";

import { type Page, type PageRequest, pageSizes } from "../../kernel/page.js";
import { RequestError } from "../../kernel/request-error.js";
import { isStorable } from "../../kernel/text.js";
import type { Database } from "./database.js";

/** A column a list is sorted by. Its values are never null: wrap a nullable one in `coalesce`. */
export interface SortColumn {
  readonly expression: string;
  readonly type: "text" | "boolean" | "timestamptz" | "uuid";
  readonly descending: boolean;
}

/** A list in SQL; the last sort column must be unique, so that pages neither repeat nor skip a row. */
export interface ListQuery {
  readonly columns: string;
  readonly from: string;
  /** Conditions joined by AND; their placeholders count from `$1`. */
  readonly conditions: readonly string[];
  readonly values: readonly unknown[];
  readonly sort: readonly SortColumn[];
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
  const { size, backward } = sizeOf(request);
  const sort = backward ? query.sort.map((column) => ({ ...column, descending: !column.descending })) : query.sort;
  const values = [...query.values];
  const conditions = [...query.conditions];
  const after = cursorValues(request.after, query.sort);
  const before = cursorValues(request.before, query.sort);
  if (after) conditions.push(beyond(query.sort, after, values));
  if (before) conditions.push(beyond(reversed(query.sort), before, values));
  const keys = sort.map((column, index) => `(${column.expression})::text AS sort_${index}`).join(", ");
  const order = sort.map((column) => `${column.expression} ${column.descending ? "DESC" : "ASC"}`).join(", ");
  const rows = await database.query<Row>(
    `SELECT ${query.columns}, ${keys} FROM ${query.from} ${where(conditions)} ORDER BY ${order} LIMIT ${size + 1}`,
    values,
  );
  const hasMore = rows.length > size;
  const wanted = rows.slice(0, size);
  if (backward) wanted.reverse();
  return {
    rows: wanted.map((row) => ({ row, cursor: toCursor(query.sort, row) })),
    hasNextPage: backward ? before !== undefined : hasMore,
    hasPreviousPage: backward ? hasMore : after !== undefined,
    countAll: () => countRows(database, query),
  };
}

async function countRows(database: Database, { from, conditions, values }: ListQuery): Promise<number> {
  // The driver gives bigint as text, so that no digit is lost.
  const [row] = await database.query<{ count: string }>(`SELECT count(*) AS count FROM ${from} ${where(conditions)}`, values);
  return Number(row?.count ?? 0);
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? "" : `WHERE ${conditions.map((condition) => `(${condition})`).join(" AND ")}`;
}

function sizeOf({ first, last }: PageRequest): { size: number; backward: boolean } {
  if (first != null && last != null) throw new RequestError("BAD_USER_INPUT", "Give either first or last, not both.");
  const size = first ?? last ?? pageSizes.default;
  if (size < 0 || size > pageSizes.most) {
    throw new RequestError("BAD_USER_INPUT", `first and last must be from 0 to ${pageSizes.most}.`, { limit: pageSizes.most });
  }
  return { size, backward: last != null };
}

function reversed(sort: readonly SortColumn[]): SortColumn[] {
  return sort.map((column) => ({ ...column, descending: !column.descending }));
}

/** The condition for rows that come after the given values. One comparison of rows where directions agree: an index serves it. */
function beyond(sort: readonly SortColumn[], cursor: readonly string[], values: unknown[]): string {
  const marks = sort.map((column, index) => `$${values.push(cursor[index])}::${column.type}`);
  const [first] = sort;
  if (first && sort.every((column) => column.descending === first.descending)) {
    return `(${sort.map((column) => column.expression).join(", ")}) ${first.descending ? "<" : ">"} (${marks.join(", ")})`;
  }
  const steps = sort.map((column, index) => {
    const equal = sort.slice(0, index).map((earlier, position) => `${earlier.expression} = ${marks[position]}`);
    return [...equal, `${column.expression} ${column.descending ? "<" : ">"} ${marks[index]}`].join(" AND ");
  });
  return steps.map((step) => `(${step})`).join(" OR ");
}

function signatureOf(sort: readonly SortColumn[]): string {
  return sort.map((column) => `${column.expression}${column.descending ? "-" : "+"}`).join();
}

function toCursor(sort: readonly SortColumn[], row: QueryResultRow): string {
  const values = sort.map((_, index) => row[`sort_${index}`] as string);
  return Buffer.from(JSON.stringify([signatureOf(sort), ...values])).toString("base64url");
}

const shapes: Record<SortColumn["type"], RegExp> = {
  text: /^/,
  boolean: /^(true|false)$/,
  timestamptz: /^(-?infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}( BC)?)$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

function cursorValues(cursor: string | null | undefined, sort: readonly SortColumn[]): string[] | undefined {
  if (cursor == null) return undefined;
  const [signature, ...values] = decodeCursor(cursor);
  const fits =
    signature === signatureOf(sort) &&
    values.length === sort.length &&
    sort.every((column, index) => shapes[column.type].test(values[index] ?? "") && isStorable(values[index] ?? ""));
  if (!fits) throw new RequestError("BAD_USER_INPUT", "The cursor does not belong to this list and order.");
  return values;
}

function decodeCursor(cursor: string): string[] {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(cursor.slice(0, 4000), "base64url").toString());
    return Array.isArray(decoded) && decoded.every((value) => typeof value === "string") ? decoded : [];
  } catch {
    return [];
  }
}
