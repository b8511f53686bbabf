import type { Database } from "../../foundation/platform/database/database.js";
import { newId } from "../../foundation/kernel/ids.js";
import type { ProtectedModel } from "../../foundation/kernel/protected-model.js";
import { permissionsOf } from "./permission-catalogue.js";

/**
 * Adds the resource types and permissions of models in code, as Django does after each migrate. Existing permissions keep their
 * labels, and none is removed when its model is gone from the code: somebody may hold it. A name that staff gave to a permission
 * of another model goes over to the code's.
 */
export async function syncPermissions(database: Database, models: readonly ProtectedModel[]): Promise<void> {
  await database.execute(
    `INSERT INTO resource_types (id, app_label, model, label)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
     ON CONFLICT ON CONSTRAINT resource_types_name_unique DO UPDATE SET label = EXCLUDED.label WHERE resource_types.label <> EXCLUDED.label`,
    [models.map(newId), models.map(({ appLabel }) => appLabel), models.map(({ model }) => model), models.map(({ label }) => label)],
  );
  const permissions = models.flatMap(permissionsOf);
  await database.execute(
    `INSERT INTO permissions (id, app_label, model, codename, name)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
     ON CONFLICT ON CONSTRAINT permissions_name_unique DO UPDATE SET model = EXCLUDED.model WHERE permissions.model <> EXCLUDED.model`,
    [
      permissions.map(newId),
      permissions.map((permission) => permission.appLabel),
      permissions.map((permission) => permission.model),
      permissions.map((permission) => permission.codename),
      permissions.map((permission) => permission.name),
    ],
  );
}
