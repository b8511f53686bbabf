import type { Page, PageRequest } from "../../foundation/kernel/page.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { keysetPages } from "../../foundation/platform/database/keyset-child-pages.js";
import { permissionColumns, type PermissionRow } from "../permissions/permission-record.js";
import { permissionSort } from "../permissions/permissions.queries.js";
import { groupColumns, type GroupRecord, type GroupRow, toGroupRecord } from "./group-record.js";
import { type GroupListRequest, groupSort, listGroups } from "./groups.queries.js";

/** Reads groups and what their members may do. */
export class GroupsService {
  constructor(private readonly database: Database) {}

  /** A page of groups; see `listGroups`. */
  async list(request: GroupListRequest, page: PageRequest): Promise<Page<GroupRow>> {
    return listGroups(this.database, request, page);
  }

  /** The groups with some keys, in their order; null where there is none. One query. */
  async findMany(ids: readonly string[]): Promise<(GroupRecord | null)[]> {
    const rows = await this.database.query<GroupRow>(`SELECT ${groupColumns} FROM groups WHERE id = ANY($1)`, [ids]);
    const byId = new Map(rows.map((row) => [row.group_id, toGroupRecord(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** The same page of the permissions of each of some groups, in Django's order. One query. */
  async listPermissions(groupIds: readonly string[], page: PageRequest): Promise<Page<PermissionRow>[]> {
    const query = {
      columns: permissionColumns,
      from: "group_permissions JOIN permissions ON permissions.id = group_permissions.permission_id",
      conditions: [],
      values: [],
      sort: permissionSort,
      parents: { column: "group_permissions.group_id", keys: groupIds },
    };
    return keysetPages<PermissionRow>(this.database, query, page);
  }

  /** The same page of the groups that hold each of some permissions, by name. One query. */
  async listByPermissions(permissionIds: readonly string[], page: PageRequest): Promise<Page<GroupRow>[]> {
    const query = {
      columns: groupColumns,
      from: "group_permissions JOIN groups ON groups.id = group_permissions.group_id",
      conditions: [],
      values: [],
      sort: groupSort(),
      parents: { column: "group_permissions.permission_id", keys: permissionIds },
    };
    return keysetPages<GroupRow>(this.database, query, page);
  }
}
