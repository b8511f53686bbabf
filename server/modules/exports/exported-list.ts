import type { ListQuery } from "../../foundation/platform/database/list-query.js";
import { toUserConditions } from "../accounts/user-filter.inputs.js";
import { permissionsToAsk } from "../accounts/user-filter.js";
import { toUserRecord, type UserRow } from "../accounts/user-record.js";
import { toUserType } from "../accounts/user.type.js";
import { userListQuery } from "../accounts/users.queries.js";
import { logEntryListQuery } from "../audit/log-entries.queries.js";
import { type LogEntryRow, toLogEntryType } from "../audit/log-entry.type.js";
import type { ExportRequest, LogEntryExportRequest, UserExportRequest } from "./export-order.js";

/** A list as it is exported. */
export interface ExportedList {
  readonly query: ListQuery;
  /** All of which are needed. */
  readonly permissions: readonly string[];
  readonly columns: readonly string[];
  /** Name of the file, without its ending. */
  readonly name: string;
  /** Shows a row as the API does. */
  readonly toObject: (row: object) => object;
}

/**
 * What a request asks for.
 *
 * @throws RequestError `BAD_USER_INPUT` for filters that cannot be
 */
export function exportedList(request: ExportRequest): ExportedList {
  return request.list === "users" ? exportedUsers(request) : exportedLogEntries(request);
}

function exportedUsers({ search, filter, orderBy }: UserExportRequest): ExportedList {
  const conditions = filter ? toUserConditions(filter) : null;
  return {
    query: userListQuery({ search, filter: conditions, orderBy: orderBy ?? null }),
    permissions: ["auth.view_user", ...(conditions ? permissionsToAsk(conditions) : [])],
    columns: userColumns,
    name: "users",
    toObject: (row) => toUserType(toUserRecord(row as UserRow)),
  };
}

function exportedLogEntries({ filter }: LogEntryExportRequest): ExportedList {
  const list = logEntryListQuery(filter ?? {});
  return {
    query: { ...list, columns: `${list.columns}, ${sealNumber}` },
    permissions: ["admin.view_logentry"],
    columns: logEntryColumns,
    name: "log-entries",
    toObject: (row) => {
      const { number, ...entry } = row as LogEntryRow & { readonly number: string | null };
      return { ...toLogEntryType(entry), number: number === null ? null : Number(number) };
    },
  };
}

/** Fields of `User`, written out: a new one may not belong into a file. */
const userColumns = [
  "id",
  "username",
  "email",
  "firstName",
  "lastName",
  "isActive",
  "isStaff",
  "isSuperuser",
  "joinedAt",
  "lastLoginAt",
  "externalId",
];

const sealNumber = "(SELECT number FROM log_seals WHERE entry_id = log_entries.id) AS number";

/** Fields of `LogEntry`. New ones come last: who reads a file by place finds the others where they were. */
const logEntryColumns = [
  "id",
  "occurredAt",
  "action",
  "outcome",
  "actorId",
  "actorName",
  "objectType",
  "objectId",
  "objectName",
  "ipAddress",
  "userAgent",
  "requestId",
  "details",
  "impersonatorId",
  "impersonatorName",
  "number",
];
