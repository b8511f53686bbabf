import { createHash } from "node:crypto";

import type { QueryResultRow } from "pg";

import { isUuid } from "../../kernel/ids.js";
import { RequestError } from "../../kernel/request-error.js";
import { isStorable } from "../../kernel/text.js";

/** A column a list is sorted by. Its values are never null: wrap a nullable one in `coalesce`. */
export interface SortColumn {
  readonly expression: string;
  readonly type: "text" | "boolean" | "timestamptz" | "uuid";
  readonly descending: boolean;
}

/** The sort value of a row as text, the same on every connection: times in UTC, to the microsecond. */
export function sortText({ expression, type }: SortColumn): string {
  return type === "timestamptz" ? `(${expression} AT TIME ZONE 'UTC')::text` : `(${expression})::text`;
}

/** Makes the cursors of rows that carry their {@link sortText} in `sort_0`, `sort_1` and so on. */
export function cursorsOf(sort: readonly SortColumn[]): (row: QueryResultRow) => string {
  let signature: string | undefined;
  return (row) => {
    signature ??= signatureOf(sort);
    const values = sort.map((_, index) => row[`sort_${index}`] as string);
    return Buffer.from(JSON.stringify([signature, ...values])).toString("base64url");
  };
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
    sort.every((column, index) => isValue[column.type](values[index] ?? ""));
  if (!fits) throw new RequestError("BAD_USER_INPUT", "The cursor does not belong to this list and order.");
  return values;
}

/** The condition for rows that come after the given values. One comparison of rows where directions agree: an index serves it. */
export function beyond(sort: readonly SortColumn[], cursor: readonly string[], values: unknown[]): string {
  const marks = sort.map((column, index) => {
    const mark = `$${values.push(cursor[index])}`;
    return column.type === "timestamptz" ? `(${mark}::timestamp AT TIME ZONE 'UTC')` : `${mark}::${column.type}`;
  });
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

/** Tells lists and orders apart without showing what they are made of. */
function signatureOf(sort: readonly SortColumn[]): string {
  const text = sort.map(({ expression, descending }) => `${expression}${descending ? "-" : "+"}`).join();
  return createHash("sha256").update(text).digest("base64url").slice(0, 8);
}

/** Whether PostgreSQL would take a text for a value of the type; cursors can be forged. */
const isValue: Record<SortColumn["type"], (text: string) => boolean> = {
  text: isStorable,
  boolean: (text) => text === "true" || text === "false",
  timestamptz: (text) => text === "infinity" || text === "-infinity" || isUtcTime(text),
  uuid: isUuid,
};

function isUtcTime(text: string): boolean {
  const [, date, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?$/.exec(text) ?? [];
  const moment = Date.parse(`${date}T${time}Z`);
  // A day or an hour that does not exist is refused, or moved to another one.
  return Number.isFinite(moment) && new Date(moment).toISOString().startsWith(`${date}T${time}`) && date !== "0000";
}

function decodeCursor(cursor: string): string[] {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(cursor.slice(0, 4000), "base64url").toString());
    return Array.isArray(decoded) && decoded.every((value) => typeof value === "string") ? decoded : [];
  } catch {
    return [];
  }
}
