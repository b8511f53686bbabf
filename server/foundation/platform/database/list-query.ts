import { type PageRequest, pageSizes } from "../../kernel/page.js";
import { RequestError } from "../../kernel/request-error.js";
import { type SortColumn, sortText } from "./keyset-cursor.js";

/** A list in SQL; the sort columns together must be unique, so that pages neither repeat nor skip a row. */
export interface ListQuery {
  readonly columns: string;
  readonly from: string;
  /** Conditions joined by AND; their placeholders count from `$1`. */
  readonly conditions: readonly string[];
  readonly values: readonly unknown[];
  readonly sort: readonly SortColumn[];
  /** A unique column, such as `users.id`, by which the rows of a page can be read when they are known. Not for lists of joined tables. */
  readonly key?: string;
  /** Whether indexes alone may decide the conditions, so that rows that are passed over need not be read. */
  readonly isDecidedByIndexes?: boolean;
  /** An expression for the exact length of the list as the running statement sees it, where that is known without reading the list. */
  readonly length?: string;
}

/** Conditions as a WHERE clause; empty when there are none. */
export function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? "" : `WHERE ${conditions.map((condition) => `(${condition})`).join(" AND ")}`;
}

/** An ORDER BY clause. */
export function orderBy(sort: readonly SortColumn[]): string {
  return `ORDER BY ${sort.map(({ expression, descending }) => `${expression} ${descending ? "DESC" : "ASC"}`).join(", ")}`;
}

/** The sort values of a row, from which its cursor is made. */
export function sortTexts(sort: readonly SortColumn[]): string {
  return sort.map((column, index) => `${sortText(column)} AS sort_${index}`).join(", ");
}

/**
 * How many rows are wanted, and from which end.
 *
 * @throws RequestError `BAD_USER_INPUT`
 */
export function sizeOf({ first, last }: PageRequest): { size: number; backward: boolean } {
  if (first != null && last != null) throw new RequestError("BAD_USER_INPUT", "Give either first or last, not both.");
  const size = first ?? last ?? pageSizes.default;
  if (size < 0 || size > pageSizes.most) {
    throw new RequestError("BAD_USER_INPUT", `first and last must be from 0 to ${pageSizes.most}.`, { limit: pageSizes.most });
  }
  return { size, backward: last != null };
}
