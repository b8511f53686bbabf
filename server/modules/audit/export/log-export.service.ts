import type { RequestSource } from "../../../foundation/kernel/request-source.js";
import { beyond, sortText } from "../../../foundation/platform/database/keyset-cursor.js";
import { SqlValues } from "../../../foundation/platform/database/sql-values.js";
import type { Database } from "../../../foundation/platform/database/database.js";
import type { AuditService } from "../audit.service.js";
import { logEntrySort } from "../log-entries.queries.js";
import { type LogEntryFilterRequest, logEntryConditions } from "../log-entry-conditions.js";
import type { LogColumn } from "./log-lines.js";

/** Entries that are read at once. */
const batchSize = 1_000;

/** A log entry as it is written. */
export type ExportedLogEntry = Readonly<Record<LogColumn, unknown>>;

/** Gives the log to whoever keeps or reads it elsewhere. */
export class LogExportService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /** The entries, oldest first, in memory that does not grow with them. That it was asked for is logged first. */
  async *entries(by: RequestSource, filter: LogEntryFilterRequest): AsyncGenerator<ExportedLogEntry> {
    await this.audit.record({ action: "EXPORT", source: by, details: { by: "cli", of: "log" } });
    for (let last: readonly string[] | null = null; ;) {
      const rows: ExportedRow[] = await this.next(filter, last);
      for (const { sort_0: _time, sort_1: _key, number, ...entry } of rows)
        yield { ...entry, number: number === null ? null : Number(number) };
      const end = rows.at(-1);
      if (!end || rows.length < batchSize) return;
      last = [end.sort_0, end.sort_1];
    }
  }

  private async next(filter: LogEntryFilterRequest, last: readonly string[] | null): Promise<ExportedRow[]> {
    const values = new SqlValues();
    const conditions = logEntryConditions(filter, values);
    if (last) conditions.push(beyond(sort, last, values.list));
    const where = conditions.length > 0 ? `WHERE ${conditions.map((condition) => `(${condition})`).join(" AND ")}` : "";
    return this.database.query<ExportedRow>(
      `SELECT ${columns}, ${sort.map((column, index) => `${sortText(column)} AS sort_${index}`).join(", ")}
       FROM log_entries LEFT JOIN log_seals ON entry_id = log_entries.id
       ${where} ORDER BY occurred_at, log_entries.id LIMIT ${batchSize}`,
      values.list,
    );
  }
}

type ExportedRow = Omit<ExportedLogEntry, "number"> & { readonly number: string | null; readonly sort_0: string; readonly sort_1: string };

const sort = logEntrySort("ASC");

const columns = `number, log_entries.id, occurred_at AS "occurredAt", action, outcome, actor_id AS "actorId", actor_name AS "actorName",
  impersonator_id AS "impersonatorId", impersonator_name AS "impersonatorName",
  object_type AS "objectType", object_id AS "objectId", object_name AS "objectName", host(ip_address) AS "ipAddress",
  user_agent AS "userAgent", request_id AS "requestId", details`;
