import type { ApolloClient } from "@apollo/client";

/** Most entries on a page of a history. */
export const historyPageSize = 100;

/** Describes where the history of an object comes from. */
export interface HistoryDescription {
  /** Reads a page, oldest first; null when there is no such object. */
  load(client: ApolloClient, request: HistoryRequest): Promise<HistoryPageData | null>;
}

/** Which part of a history is wanted. */
export interface HistoryRequest {
  readonly id: string;
  /** Where the page begins: `end` of the page before it; null for the oldest entries. */
  readonly from: string | null;
}

/** A part of the history of an object. */
export interface HistoryPageData {
  /** What the object is called. */
  readonly name: string;
  readonly entries: readonly HistoryEntry[];
  /** How many entries there are in all. */
  readonly count: number;
  /** Where the next page begins; null when there is none. */
  readonly end: string | null;
}

/** What was done once. */
export interface HistoryEntry {
  readonly id: string;
  /** ISO 8601. */
  readonly occurredAt: string;
  /** Username at that time; null when unknown. */
  readonly actorName: string | null;
  /** Full name as it is now; empty when unknown. */
  readonly actorFullName: string;
  readonly action: string;
  readonly changes: readonly { readonly field: string; readonly old?: unknown; readonly new?: unknown }[];
}
