import type { Database } from "../../foundation/platform/database/database.js";
import { newId } from "../../foundation/kernel/ids.js";
import type { ProtectedModel } from "../../foundation/kernel/protected-model.js";
import { permissionsOf } from "./permission-catalogue.js";

/**
 * Adds the permissions of new models, as Django does after each migrate. Existing rows are left alone, and none is removed:
 * somebody may hold it.
 */
export async function syncPermissions(database: Database, models: readonly ProtectedModel[]): Promise<void> {
  const permissions = models.flatMap(permissionsOf);
  await database.execute(
    `INSERT INTO permissions (id, app_label, model, codename, name)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
     ON CONFLICT ON CONSTRAINT permissions_name_unique DO NOTHING`,
    [
      permissions.map(newId),
      permissions.map((permission) => permission.appLabel),
      permissions.map((permission) => permission.model),
      permissions.map((permission) => permission.codename),
      permissions.map((permission) => permission.name),
    ],
  );
}
