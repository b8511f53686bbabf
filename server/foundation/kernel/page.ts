/** How many rows a page has where the request does not say, and the most that any page has. */
export const pageSizes = { default: 20, most: 200 } as const;

/** The most rows that a jump into a list may skip: they are all counted. */
export const mostSkipped = 100_000;

/** Which part of a list is wanted (Relay): `first` after a cursor, or `last` before one. */
export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  /** Rows that are skipped from the beginning of the list, with `first` only; slower than a cursor. */
  readonly offset?: number | null;
}

/** Part of a list, in the order of the list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Where a row of the page stands in the list. */
  cursorOf(row: Row): string;
  /** Counts the whole list; costs a query. */
  countAll(): Promise<number>;
  /** About how long the whole list is; for long lists much cheaper than counting. */
  estimateAll(): Promise<number>;
}
