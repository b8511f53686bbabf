import { newId } from "../../foundation/kernel/ids.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { ImportedGroup } from "./imported-rows.js";
import type { PlannedCatalogue } from "./plan/judge-groups.js";
import type { WritingParts } from "./write-users.js";

/** Makes permissions and groups, with their log entries: all of them, or none. Groups that are here get what they lack. */
export async function writeCatalogue({ permissions, groups }: PlannedCatalogue, parts: WritingParts): Promise<void> {
  const { database } = parts;
  await database.atomic(async () => {
    await writeResourceTypes(permissions, database);
    await database.execute(
      `INSERT INTO permissions (id, app_label, model, codename, name)
       SELECT id, app_label, model, codename, label
       FROM jsonb_to_recordset($1) AS rows (id uuid, app_label text, model text, codename text, label text)
       ON CONFLICT ON CONSTRAINT permissions_name_unique DO NOTHING`,
      [JSON.stringify(permissions.map(({ appLabel, ...permission }) => ({ id: newId(), app_label: appLabel, ...permission })))],
    );
    for (const group of groups) await writeGroup(group, parts);
  });
}

/** A dump names models but does not say what people call them. */
async function writeResourceTypes(permissions: PlannedCatalogue["permissions"], database: Database): Promise<void> {
  const names = new Map(permissions.map(({ appLabel, model }) => [`${appLabel}.${model}`, { appLabel, model }]));
  const models = [...names.values()];
  await database.execute(
    `INSERT INTO resource_types (id, app_label, model, label)
     SELECT id, app_label, model, replace(model, '_', ' ') FROM unnest($1::uuid[], $2::text[], $3::text[]) AS rows (id, app_label, model)
     ON CONFLICT ON CONSTRAINT resource_types_name_unique DO NOTHING`,
    [models.map(newId), models.map(({ appLabel }) => appLabel), models.map(({ model }) => model)],
  );
}

async function writeGroup({ name, permissions }: ImportedGroup, { database, audit, source }: WritingParts): Promise<void> {
  const [made] = await database.query<{ id: string }>(
    `INSERT INTO groups (id, name) VALUES ($1, $2) ON CONFLICT ON CONSTRAINT groups_name_unique DO NOTHING RETURNING id`,
    [newId(), name],
  );
  const [group] = made ? [made] : await database.query<{ id: string }>("SELECT id FROM groups WHERE name = $1", [name]);
  if (!group) throw new Error(`the group ${name} vanished`);
  await database.execute(
    `INSERT INTO group_permissions (group_id, permission_id)
     SELECT $1, id FROM permissions WHERE app_label || '.' || codename = ANY($2) ON CONFLICT DO NOTHING`,
    [group.id, permissions],
  );
  await audit.record({
    action: made ? "ADD" : "CHANGE",
    object: { type: "auth.group", id: group.id, name },
    source,
    details: { by: "cli", imported: true, permissions },
  });
}
