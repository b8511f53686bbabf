/** How many rows a page has where the request does not say, and the most that any page has. */
export const pageSizes = { default: 20, most: 200 } as const;

/** Which part of a list is wanted (Relay): `first` after a cursor, or `last` before one. */
export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** Part of a list, in the order of the list. */
export interface Page<Row> {
  readonly rows: readonly { readonly row: Row; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counts the whole list; costs a query. */
  countAll(): Promise<number>;
}
