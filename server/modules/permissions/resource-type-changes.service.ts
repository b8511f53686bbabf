import { isUuid, newId } from "../../foundation/kernel/ids.js";
import type { ExtraPermission } from "../../foundation/kernel/protected-model.js";
import { UserErrors } from "../../foundation/kernel/user-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { violatedConstraint } from "../../foundation/platform/database/database-errors.js";
import { defaultPermissionsOf } from "./permission-catalogue.js";
import { resourceTypeColumns, type ResourceTypeRecord, type ResourceTypeRow, toResourceTypeRecord } from "./resource-type-record.js";

/** A resource type with all its permissions, by codename. */
export interface WholeResourceType extends ResourceTypeRecord {
  readonly permissions: readonly StoredPermission[];
}

/** A permission of a resource type, with its key. */
export interface StoredPermission extends ExtraPermission {
  readonly id: string;
}

/** Changes resource types. Says nothing of who may: that, the log and the transaction are the caller's. */
export class ResourceTypeChangesService {
  constructor(private readonly database: Database) {}

  /** Reads a resource type and locks its row until the transaction ends; null when there is none. */
  async lock(id: string): Promise<WholeResourceType | null> {
    if (!isUuid(id)) return null;
    const [row] = await this.database.query<ResourceTypeRow & Pick<WholeResourceType, "permissions">>(
      `SELECT ${resourceTypeColumns},
              coalesce((SELECT json_agg(json_build_object('id', id, 'codename', codename, 'label', name) ORDER BY codename)
                        FROM permissions WHERE app_label = resource_types.app_label AND model = resource_types.model), '[]') AS permissions
       FROM resource_types WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ? { ...toResourceTypeRecord(row), permissions: row.permissions } : null;
  }

  /**
   * Makes a resource type with the four default permissions.
   *
   * @throws UserErrors `ALREADY_TAKEN`, decided by the database
   */
  async create(wanted: Omit<ResourceTypeRecord, "id">): Promise<ResourceTypeRecord> {
    const type = { ...wanted, id: newId() };
    const inserted = "INSERT INTO resource_types (id, app_label, model, label) VALUES ($1, $2, $3, $4)";
    await orTaken("model", async () => this.database.execute(inserted, [type.id, type.appLabel, type.model, type.label]));
    const defaults = defaultPermissionsOf(type).map(({ codename, name }) => ({ codename, label: name }));
    await orTaken("model", async () => this.insert(type, defaults));
    return type;
  }

  /** Gives a resource type a label, and those of the four permissions that are there theirs. */
  async relabel(type: ResourceTypeRecord): Promise<void> {
    await this.database.execute("UPDATE resource_types SET label = $2 WHERE id = $1", [type.id, type.label]);
    const defaults = defaultPermissionsOf(type);
    await this.database.execute(
      `UPDATE permissions SET name = wanted.name FROM unnest($2::text[], $3::text[]) AS wanted (codename, name)
       WHERE permissions.app_label = $1 AND permissions.model = $4 AND permissions.codename = wanted.codename`,
      [type.appLabel, defaults.map(({ codename }) => codename), defaults.map(({ name }) => name), type.model],
    );
  }

  /**
   * Adds permissions, which nobody is given.
   *
   * @throws UserErrors `ALREADY_TAKEN` at the field, decided by the database
   */
  async addPermissions(type: ResourceTypeRecord, permissions: readonly ExtraPermission[], field: string): Promise<void> {
    await orTaken(field, async () => this.insert(type, permissions));
  }

  /** Removes permissions; whoever was given them is so no more. */
  async removePermissions(ids: readonly string[]): Promise<void> {
    await this.database.execute("DELETE FROM permissions WHERE id = ANY($1)", [ids]);
  }

  /** Removes a resource type with its permissions; whoever was given them is so no more. */
  async remove(id: string): Promise<void> {
    await this.database.execute("DELETE FROM resource_types WHERE id = $1", [id]);
  }

  private async insert({ appLabel, model }: ResourceTypeRecord, permissions: readonly ExtraPermission[]): Promise<void> {
    await this.database.execute(
      `INSERT INTO permissions (id, app_label, model, codename, name)
       SELECT id, $1, $2, codename, name FROM unnest($3::uuid[], $4::text[], $5::text[]) AS wanted (id, codename, name)`,
      [appLabel, model, permissions.map(newId), permissions.map(({ codename }) => codename), permissions.map(({ label }) => label)],
    );
  }
}

const takenMessages: Readonly<Record<string, string>> = {
  resource_types_name_unique: "This app has a model of this name already.",
  permissions_name_unique: "This app has a permission of this name already.",
};

async function orTaken(field: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const message = takenMessages[violatedConstraint(error) ?? ""];
    if (message === undefined) throw error;
    throw new UserErrors([{ code: "ALREADY_TAKEN", message, path: ["input", field] }]);
  }
}
