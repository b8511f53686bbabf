import type {
  Catalogue,
  ImportedGroup,
  ImportedLogEntry,
  ImportedPermission,
  ImportedUser,
  ImportSource,
  SourceRow,
} from "../imported-rows.js";
import { RowFields } from "../row-fields.js";
import { toDjangoRecord } from "./foreign-record.js";

/** A row of a file, as it stands there. */
export interface TableRow {
  readonly place: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Reads the rows of a file, once for each question; a row that is none has faults. */
export type ReadTable = () => AsyncIterable<SourceRow<TableRow["values"]>>;

/**
 * A file of users in our own form, and of groups and permissions where the file can hold them: what `gatehouse export` writes. A
 * row says with `type` what it is; without, it is a user.
 */
export class TableSource implements ImportSource {
  private constructor(
    private readonly read: ReadTable,
    private readonly idPrefix: string,
    readonly catalogue: Catalogue,
  ) {}

  /**
   * Reads groups and permissions.
   *
   * @param idPrefix put before each external id, to tell several origins apart
   * @throws ImportSourceError
   */
  static async open(read: ReadTable, idPrefix: string): Promise<TableSource> {
    const permissions: ImportedPermission[] = [];
    const groups: ImportedGroup[] = [];
    const faults: Catalogue["faults"][number][] = [];
    for await (const found of read()) {
      const row = "faults" in found ? found : toCatalogueRow(found.place, found.row);
      if (row === undefined) continue;
      if ("faults" in row) faults.push(...row.faults);
      else if ("codename" in row.row) permissions.push(row.row);
      else groups.push(row.row);
    }
    return new TableSource(read, idPrefix, { permissions, groups, faults });
  }

  async *users(): AsyncGenerator<SourceRow<ImportedUser>> {
    for await (const found of this.read()) {
      // Faults of the file as such were told with the catalogue.
      if (!("faults" in found) && (found.row["type"] ?? "user") === "user") yield this.toUser(found.place, found.row);
    }
  }

  // eslint-disable-next-line eslint/require-yield -- a table has no log
  async *logEntries(): AsyncGenerator<SourceRow<ImportedLogEntry>> {
    return;
  }

  async close(): Promise<void> {
    // Each reading closes the file by itself.
  }

  private toUser(place: string, values: TableRow["values"]): SourceRow<ImportedUser> {
    const fields = new RowFields(place, values);
    const externalId = fields.text("externalId", { limit: 200, fallback: "" }) || fields.text("id", { limit: 200, fallback: "" });
    return fields.result({
      externalId: externalId === "" ? null : this.idPrefix + externalId,
      username: fields.text("username"),
      firstName: fields.text("firstName", { fallback: "" }),
      lastName: fields.text("lastName", { fallback: "" }),
      email: fields.text("email", { fallback: "" }),
      password: toDjangoRecord(fields.text("password", { limit: 1_000, fallback: "" })),
      isActive: fields.flag("isActive", true),
      isStaff: fields.flag("isStaff", false),
      isSuperuser: fields.flag("isSuperuser", false),
      joinedAt: fields.optionalTime("joinedAt") ?? new Date(),
      lastLoginAt: fields.optionalTime("lastLoginAt"),
      groups: fields.list("groups", asText),
      permissions: fields.list("permissions", asText),
    });
  }
}

function toCatalogueRow(place: string, values: TableRow["values"]): SourceRow<ImportedPermission | ImportedGroup> | undefined {
  const fields = new RowFields(place, values);
  const type = values["type"] ?? "user";
  if (type === "user") return undefined;
  if (type === "group") {
    return fields.result({ name: fields.text("name", { limit: 150 }), permissions: fields.list("permissions", asText) });
  }
  if (type !== "permission") fields.refuse("type", "INVALID", "must be user, group or permission");
  return fields.result({
    appLabel: fields.text("appLabel", { limit: 100 }),
    model: fields.text("model", { limit: 100 }),
    codename: fields.text("codename", { limit: 100 }),
    label: fields.text("label", { limit: 255 }),
  });
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
