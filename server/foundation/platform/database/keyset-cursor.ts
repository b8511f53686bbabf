import type { QueryResultRow } from "pg";

import { RequestError } from "../../kernel/request-error.js";
import { isStorable } from "../../kernel/text.js";

/** A column a list is sorted by. Its values are never null: wrap a nullable one in `coalesce`. */
export interface SortColumn {
  readonly expression: string;
  readonly type: "text" | "boolean" | "timestamptz" | "uuid";
  readonly descending: boolean;
}

/** The cursor of a row that carries its sort values as text in `sort_0`, `sort_1` and so on. */
export function toCursor(sort: readonly SortColumn[], row: QueryResultRow): string {
  const values = sort.map((_, index) => row[`sort_${index}`] as string);
  return Buffer.from(JSON.stringify([signatureOf(sort), ...values])).toString("base64url");
}

/**
 * The sort values inside a cursor.
 *
 * @throws RequestError `BAD_USER_INPUT` for cursors of another list or order
 */
export function cursorValues(cursor: string | null | undefined, sort: readonly SortColumn[]): string[] | undefined {
  if (cursor == null) return undefined;
  const [signature, ...values] = decodeCursor(cursor);
  const fits =
    signature === signatureOf(sort) &&
    values.length === sort.length &&
    sort.every((column, index) => shapes[column.type].test(values[index] ?? "") && isStorable(values[index] ?? ""));
  if (!fits) throw new RequestError("BAD_USER_INPUT", "The cursor does not belong to this list and order.");
  return values;
}

/** The condition for rows that come after the given values. One comparison of rows where directions agree: an index serves it. */
export function beyond(sort: readonly SortColumn[], cursor: readonly string[], values: unknown[]): string {
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

/** The same columns the other way round. */
export function reversed(sort: readonly SortColumn[]): SortColumn[] {
  return sort.map((column) => ({ ...column, descending: !column.descending }));
}

function signatureOf(sort: readonly SortColumn[]): string {
  return sort.map((column) => `${column.expression}${column.descending ? "-" : "+"}`).join();
}

const shapes: Record<SortColumn["type"], RegExp> = {
  text: /^/,
  boolean: /^(true|false)$/,
  timestamptz: /^(-?infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}( BC)?)$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

function decodeCursor(cursor: string): string[] {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(cursor.slice(0, 4000), "base64url").toString());
    return Array.isArray(decoded) && decoded.every((value) => typeof value === "string") ? decoded : [];
  } catch {
    return [];
  }
}
