import type { Database } from "../../../foundation/platform/database/database.js";
import type { Catalogue, ImportedGroup, ImportedPermission } from "../imported-rows.js";
import type { ImportReport } from "./import-report.js";

/** The permissions and groups that are to be written, and all that users may refer to. */
export interface PlannedCatalogue {
  readonly permissions: readonly ImportedPermission[];
  readonly groups: readonly ImportedGroup[];
  readonly groupNames: ReadonlySet<string>;
  readonly permissionNames: ReadonlySet<string>;
}

/** Compares the permissions and groups of a source with those here. */
export async function judgeCatalogue(database: Database, catalogue: Catalogue, report: ImportReport): Promise<PlannedCatalogue> {
  for (const { place, field, code, message } of catalogue.faults) {
    report.choose("row-invalid", place, `${field === "" ? "" : `${field} `}${code}: ${message}`);
  }
  const knownPermissions = await namesOfPermissions(database);
  const knownGroups = await groupsHere(database);
  const permissions = new Map(catalogue.permissions.map((permission) => [nameOf(permission), permission]));
  const newPermissions = [...permissions].filter(([name]) => !knownPermissions.has(name)).map(([, permission]) => permission);
  report.permissions.added = newPermissions.length;
  report.permissions.present = permissions.size - newPermissions.length;
  const permissionNames = new Set([...knownPermissions, ...permissions.keys()]);
  return {
    permissions: newPermissions,
    groups: catalogue.groups.flatMap((group) => judgeGroup(group, { known: knownGroups.get(group.name), permissionNames, report })),
    groupNames: new Set([...knownGroups.keys(), ...catalogue.groups.map(({ name }) => name)]),
    permissionNames,
  };
}

interface GroupSurroundings {
  /** The permissions of the group of the same name here, if there is one. */
  readonly known: readonly string[] | undefined;
  readonly permissionNames: ReadonlySet<string>;
  readonly report: ImportReport;
}

function judgeGroup({ name, permissions }: ImportedGroup, { known, permissionNames, report }: GroupSurroundings): ImportedGroup[] {
  const distinct = [...new Set(permissions)];
  const unknown = distinct.filter((permission) => !permissionNames.has(permission));
  if (unknown.length > 0) report.choose("reference-unknown", `group ${JSON.stringify(name)}`, unknown.join(", "));
  const planned = { name, permissions: distinct.filter((permission) => permissionNames.has(permission)) };
  if (!known) {
    report.groups.added++;
    return [planned];
  }
  report.groups.present++;
  const isSame = known.length === planned.permissions.length && planned.permissions.every((permission) => known.includes(permission));
  if (isSame) return [];
  return report.choose("group-differs", "group", JSON.stringify(name)) === "merge" ? [planned] : [];
}

function nameOf({ appLabel, codename }: ImportedPermission): string {
  return `${appLabel}.${codename}`;
}

async function namesOfPermissions(database: Database): Promise<Set<string>> {
  const rows = await database.query<{ name: string }>(`SELECT app_label || '.' || codename AS name FROM permissions`);
  return new Set(rows.map(({ name }) => name));
}

async function groupsHere(database: Database): Promise<Map<string, readonly string[]>> {
  const rows = await database.query<{ name: string; permissions: string[] }>(
    `SELECT groups.name, ARRAY(
       SELECT app_label || '.' || codename FROM group_permissions JOIN permissions ON permissions.id = permission_id
       WHERE group_id = groups.id) AS permissions
     FROM groups`,
  );
  return new Map(rows.map(({ name, permissions }) => [name, permissions]));
}
