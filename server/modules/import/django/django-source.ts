import type { Catalogue, ImportedLogEntry, ImportedUser, ImportSource, SourceRow } from "../imported-rows.js";
import { type ReadCatalogue, readCatalogue } from "./django-catalogue.js";
import type { DjangoObject, DjangoObjects } from "./django-object.js";
import { naturalKey } from "./django-references.js";
import { RowFields } from "../row-fields.js";

/** A Django project as a source of users. */
export class DjangoSource implements ImportSource {
  private constructor(
    private readonly objects: DjangoObjects,
    private readonly read: ReadCatalogue,
    private readonly idPrefix: string,
  ) {}

  /**
   * Reads what users refer to.
   *
   * @param idPrefix put before each old id, to tell several projects apart
   * @throws ImportSourceError
   */
  static async open(objects: DjangoObjects, idPrefix: string): Promise<DjangoSource> {
    return new DjangoSource(objects, await readCatalogue(objects), idPrefix);
  }

  get catalogue(): Catalogue {
    return this.read.catalogue;
  }

  async *users(): AsyncGenerator<SourceRow<ImportedUser>> {
    yield* this.rows(this.objects.models.user, (fields, object) => this.toUser(fields, object));
  }

  async *logEntries(): AsyncGenerator<SourceRow<ImportedLogEntry>> {
    yield* this.rows(this.objects.models.logEntry, (fields, object) => this.toLogEntry(fields, object));
  }

  async close(): Promise<void> {
    await this.objects.close();
  }

  private async *rows<Row>(model: string, toRow: (fields: RowFields, object: DjangoObject) => Row): AsyncGenerator<SourceRow<Row>> {
    for await (const found of this.objects.read([model])) {
      // Faults of the file as such were told with the catalogue.
      if ("faults" in found) continue;
      const fields = new RowFields(found.place, found.row.fields);
      yield fields.result(toRow(fields, found.row));
    }
  }

  private toUser(fields: RowFields, { pk }: DjangoObject): ImportedUser {
    return {
      externalId: pk === null ? null : this.idPrefix + pk,
      username: fields.text("username"),
      firstName: fields.text("first_name"),
      lastName: fields.text("last_name"),
      email: fields.text("email"),
      password: fields.text("password", { limit: 1_000 }),
      isActive: fields.flag("is_active"),
      isStaff: fields.flag("is_staff"),
      isSuperuser: fields.flag("is_superuser"),
      joinedAt: fields.time("date_joined"),
      lastLoginAt: fields.optionalTime("last_login"),
      groups: fields.list("groups", this.read.references.group),
      permissions: fields.list("user_permissions", this.read.references.permission),
    };
  }

  private toLogEntry(fields: RowFields, { pk, fields: values }: DjangoObject): ImportedLogEntry {
    const [username] = naturalKey(values["user"]);
    const action = actions.get(String(values["action_flag"]));
    if (!action) fields.refuse("action_flag", "INVALID", "must be 1, 2 or 3");
    return {
      externalId: this.idPrefix + (pk ?? ""),
      occurredAt: fields.time("action_time"),
      action: action ?? "CHANGE",
      actor: username === undefined ? { externalId: this.idPrefix + String(values["user"]) } : { username },
      object: this.toLoggedObject(fields, values),
      message: fields.text("change_message", { fallback: "" }),
    };
  }

  private toLoggedObject(fields: RowFields, values: DjangoObject["fields"]): ImportedLogEntry["object"] {
    const name = fields.text("object_repr");
    const id = fields.text("object_id", { fallback: "" });
    const model = values["content_type"] == null ? undefined : this.read.references.contentType(values["content_type"]);
    if (model === this.objects.models.user) return { type: "auth.user", name, userId: this.idPrefix + id };
    const groupName = model === this.objects.models.group ? this.read.references.group(id) : undefined;
    return { type: model ?? null, name, id, ...(groupName !== undefined && { groupName }) };
  }
}

const actions = new Map<string, ImportedLogEntry["action"]>([
  ["1", "ADD"],
  ["2", "CHANGE"],
  ["3", "DELETE"],
]);
