import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { AuditService } from "../audit/audit.service.js";
import type { HasherList } from "../passwords/hashers/hasher-list.js";
import { inBatches } from "./in-batches.js";
import type { ImportedLogEntry, ImportedUser, ImportSource, SourceRow } from "./imported-rows.js";
import type { Choices } from "./plan/conflicts.js";
import { findExistingUsers } from "./plan/existing-users.js";
import { ImportReport } from "./plan/import-report.js";
import { judgeCatalogue } from "./plan/judge-groups.js";
import { type PlannedUser, UserJudge } from "./plan/user-judge.js";
import { writeCatalogue } from "./write-catalogue.js";
import { countNewLogEntries, writeLogEntries } from "./write-log-entries.js";
import { writeUsers, type WritingParts } from "./write-users.js";

/** Rows that are written in one transaction. */
const batchSize = 500;

/** What importing needs. */
export interface ImportParts {
  readonly database: Database;
  readonly audit: AuditService;
  /** Whether several accounts may have the same address. */
  readonly sharedEmails: boolean;
  /** The hashers of the installation, to tell whether they read a record. */
  readonly loadHashers: () => Promise<HasherList>;
}

/** How an import is run. */
export interface ImportOptions {
  readonly choices: Choices;
  /** Hears how many rows have been dealt with, now and then. */
  readonly onProgress?: (doing: "checked" | "written", rows: number) => void;
}

/** Brings users of other systems in. */
export class ImportService {
  constructor(private readonly parts: ImportParts) {}

  /**
   * Goes through a source and writes nothing.
   *
   * @throws ImportSourceError
   */
  async check(source: ImportSource, options: ImportOptions): Promise<ImportReport> {
    return this.pass(source, options, null);
  }

  /**
   * Writes what {@link check} would have added. Permissions and groups come first, in one transaction; then users in batches, each
   * whole with its log entries; then the old log. What an earlier run has brought is left alone, so a run that was ended half way
   * is simply run again.
   *
   * @param checked a report of the same source and choices, in which everything is decided
   * @throws ImportSourceError
   * @throws Error when there are undecided conflicts: in the report, or since
   */
  async write(
    source: ImportSource,
    options: ImportOptions & { readonly by: RequestSource; readonly checked: ImportReport },
  ): Promise<ImportReport> {
    if (!options.checked.isDecided) throw new Error("there are undecided conflicts");
    const { database, audit } = this.parts;
    return this.pass(source, options, { database, audit, source: options.by });
  }

  private async pass(source: ImportSource, { choices, onProgress }: ImportOptions, writing: WritingParts | null): Promise<ImportReport> {
    const report = new ImportReport(choices);
    const catalogue = await judgeCatalogue(this.parts.database, source.catalogue, report);
    if (writing) await writeCatalogue(catalogue, writing);
    const judge = await this.createJudge(catalogue, report);
    let rows = 0;
    const tell = (count: number): void => onProgress?.(writing ? "written" : "checked", (rows += count));
    for await (const batch of inBatches(source.users(), batchSize)) {
      const planned = await this.judgeBatch(batch, judge, report);
      if (writing) await writeUsers(decided(report, planned), writing);
      tell(batch.length);
    }
    for await (const batch of inBatches(source.logEntries(), batchSize)) {
      const entries = readable(batch, report);
      const added = writing
        ? await writeLogEntries(decided(report, entries), writing)
        : await countNewLogEntries(entries, this.parts.database);
      report.logEntries.added += added;
      report.logEntries.present += entries.length - added;
      report.logEntries.skipped += batch.length - entries.length;
      tell(batch.length);
    }
    return report;
  }

  private async createJudge(catalogue: Awaited<ReturnType<typeof judgeCatalogue>>, report: ImportReport): Promise<UserJudge> {
    const hashers = await this.parts.loadHashers();
    const rules = {
      sharedEmails: this.parts.sharedEmails,
      groups: catalogue.groupNames,
      permissions: catalogue.permissionNames,
      canRead: (record: string) => hashers.canRead(record),
    };
    return new UserJudge(rules, report);
  }

  private async judgeBatch(batch: readonly SourceRow<ImportedUser>[], judge: UserJudge, report: ImportReport): Promise<PlannedUser[]> {
    const readableRows = batch.flatMap((row) => ("faults" in row ? [] : [row]));
    report.users.skipped += batch.length - readable(batch, report).length;
    const existing = await findExistingUsers(
      this.parts.database,
      readableRows.map(({ row }) => row),
    );
    return readableRows.flatMap(({ place, row }) => judge.judge(place, row, existing) ?? []);
  }
}

/** The rows that could be read; the faults of the others are noted. */
function readable<Row extends ImportedUser | ImportedLogEntry>(batch: readonly SourceRow<Row>[], report: ImportReport): Row[] {
  return batch.flatMap((found) => {
    if (!("faults" in found)) return [found.row];
    for (const { place, field, code, message } of found.faults) report.choose("row-invalid", place, `${field} ${code}: ${message}`);
    return [];
  });
}

/** The rows, unless something came up that the check did not see: the source or the users here have changed since. */
function decided<Row>(report: ImportReport, rows: readonly Row[]): readonly Row[] {
  if (report.isDecided) return rows;
  throw new Error("the source or the users here have changed since the check; run the command again");
}
