import { keyOfNodeId } from "../../foundation/graphql-kit/node-id.js";
import type { Page, PageRequest } from "../../foundation/kernel/page.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { ListQuery } from "../../foundation/platform/database/list-query.js";
import { keysetPage } from "../../foundation/platform/database/keyset-page.js";
import type { LogEntryRow } from "./log-entry.type.js";

/** Which entries are wanted; ids are those of the API. */
export interface LogEntryFilterRequest {
  readonly action?: readonly string[] | null;
  readonly outcome?: string | null;
  readonly actorId?: string | null;
  readonly objectId?: string | null;
  readonly from?: Date | null;
  readonly before?: Date | null;
}

/** Types that the log speaks of, for ids of the API. */
const objectTypes = ["User", "Group", "Session"];

/**
 * A page of the log, newest first.
 *
 * @throws RequestError `BAD_USER_INPUT` for page sizes and cursors that cannot be
 */
export async function listLogEntries(database: Database, filter: LogEntryFilterRequest, page: PageRequest): Promise<Page<LogEntryRow>> {
  return keysetPage<LogEntryRow>(database, logEntryListQuery(filter), page);
}

/** The whole list of the entries that a filter leaves, newest first. */
export function logEntryListQuery(filter: LogEntryFilterRequest): ListQuery {
  const values: unknown[] = [];
  const conditions: string[] = [];
  const add = (condition: (mark: string) => string, value: unknown): void => void conditions.push(condition(`$${values.push(value)}`));
  if (filter.action != null) add((mark) => `action = ANY(${mark})`, filter.action);
  if (filter.outcome != null) add((mark) => `outcome = ${mark}`, filter.outcome);
  if (filter.actorId != null) add((mark) => `actor_id = ${mark}::uuid`, keyOfNodeId("User", filter.actorId) ?? null);
  if (filter.objectId != null) add((mark) => `object_id = ${mark}`, keyOfAny(filter.objectId));
  if (filter.from != null) add((mark) => `occurred_at >= ${mark}`, filter.from);
  if (filter.before != null) add((mark) => `occurred_at < ${mark}`, filter.before);
  return {
    columns: `id, occurred_at, action, outcome, actor_id, actor_name, object_type, object_id, object_name, host(ip_address) AS ip_address,
        user_agent, request_id, details`,
    from: "log_entries",
    key: "log_entries.id",
    conditions,
    values,
    sort: [
      { expression: "occurred_at", type: "timestamptz", descending: true },
      { expression: "id", type: "uuid", descending: true },
    ],
  };
}

function keyOfAny(id: string): string | null {
  return objectTypes.map((type) => keyOfNodeId(type, id)).find((key) => key !== undefined) ?? null;
}
