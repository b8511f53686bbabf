import type { Page, PageRequest } from "../../foundation/kernel/page.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { SortColumn } from "../../foundation/platform/database/keyset-cursor.js";
import { keysetPages } from "../../foundation/platform/database/keyset-child-pages.js";
import type { ListQuery } from "../../foundation/platform/database/list-query.js";
import { keysetPage } from "../../foundation/platform/database/keyset-page.js";
import { SqlValues } from "../../foundation/platform/database/sql-values.js";
import { type LogEntryFilterRequest, logEntryConditions } from "./log-entry-conditions.js";
import type { LogEntryRow } from "./log-entry.type.js";

/** What {@link LogEntryRow} needs of `log_entries`. */
const logEntryColumns = `log_entries.id, occurred_at, action, outcome, actor_id, actor_name, object_type, object_id, object_name,
  host(ip_address) AS ip_address, user_agent, request_id, details, impersonator_id, impersonator_name`;

/** By time, and by key where the time is the same. */
export function logEntrySort(direction: "ASC" | "DESC"): SortColumn[] {
  const descending = direction === "DESC";
  return [
    { expression: "occurred_at", type: "timestamptz", descending },
    { expression: "log_entries.id", type: "uuid", descending },
  ];
}

/**
 * A page of the log.
 *
 * @throws RequestError `BAD_USER_INPUT` for page sizes, cursors and filters that cannot be
 */
export async function listLogEntries(
  database: Database,
  { filter, order = "DESC" }: { readonly filter: LogEntryFilterRequest; readonly order?: "ASC" | "DESC" },
  page: PageRequest,
): Promise<Page<LogEntryRow>> {
  return keysetPage<LogEntryRow>(database, logEntryListQuery(filter, order), page);
}

/** The whole list of the entries that a filter leaves, newest first. */
export function logEntryListQuery(filter: LogEntryFilterRequest, order: "ASC" | "DESC" = "DESC"): ListQuery {
  const values = new SqlValues();
  const conditions = logEntryConditions(filter, values);
  return {
    columns: logEntryColumns,
    from: "log_entries",
    key: "log_entries.id",
    conditions,
    values: values.list,
    sort: logEntrySort(order),
  };
}

/** The same page of what was done to each of some objects of one model, newest first; log-ins and attempts left out. One query. */
export async function listHistories(
  database: Database,
  objects: { readonly type: string; readonly keys: readonly string[] },
  page: PageRequest,
): Promise<Page<LogEntryRow>[]> {
  const list = {
    columns: logEntryColumns,
    from: "log_entries",
    conditions: ["object_type = $1", "outcome = 'SUCCESS'", "action NOT IN ('LOG_IN', 'LOG_OUT')"],
    values: [objects.type],
    sort: logEntrySort("DESC"),
    parents: { column: "object_id", type: "text", keys: objects.keys } as const,
  };
  return keysetPages<LogEntryRow>(database, list, page);
}

/** Entries with some keys, in their order; null where there is none. */
export async function findLogEntries(database: Database, keys: readonly string[]): Promise<(LogEntryRow | null)[]> {
  const rows = await database.query<LogEntryRow>(`SELECT ${logEntryColumns} FROM log_entries WHERE id = ANY($1)`, [keys]);
  const byKey = new Map(rows.map((row) => [row.id, row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** The numbers of some entries, in their order; null for those that are not sealed yet. */
export async function findNumbers(database: Database, keys: readonly string[]): Promise<(number | null)[]> {
  const rows = await database.query<{ entry_id: string; number: string }>(
    "SELECT entry_id, number FROM log_seals WHERE entry_id = ANY($1)",
    [keys],
  );
  const byKey = new Map(rows.map(({ entry_id: key, number }) => [key, Number(number)]));
  return keys.map((key) => byKey.get(key) ?? null);
}
