import type { Page, PageRequest } from "../../foundation/kernel/page.js";
import { isStorable } from "../../foundation/kernel/text.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { keysetPage } from "../../foundation/platform/database/keyset-page.js";
import type { GroupRecord } from "../groups/group-record.js";
import { permissionColumns, type PermissionRow } from "../permissions/permission-record.js";
import { userColumns, type UserRow } from "./user-record.js";

/** A permission that a user holds, and why. */
export interface HeldPermissionRow extends PermissionRow {
  readonly holder_id: string;
  readonly is_superuser: boolean;
  readonly is_direct: boolean;
  /** Those that give it, by name. */
  readonly groups: readonly GroupRecord[];
}

/** What each of some users may do and why, in Django's order. Inactive users may do nothing. One query. */
export async function listHeldPermissions(database: Database, userIds: readonly string[]): Promise<HeldPermissionRow[][]> {
  const rows = await database.query<HeldPermissionRow>(
    `SELECT users.id AS holder_id, users.is_superuser, ${permissionColumns}, user_permissions.user_id IS NOT NULL AS is_direct,
            coalesce(json_agg(json_build_object('id', groups.id, 'name', groups.name, 'version', groups.version) ORDER BY groups.name)
                       FILTER (WHERE groups.id IS NOT NULL), '[]') AS groups
     FROM users CROSS JOIN permissions
     LEFT JOIN user_permissions ON user_permissions.user_id = users.id AND user_permissions.permission_id = permissions.id
     LEFT JOIN (user_groups JOIN group_permissions USING (group_id) JOIN groups ON groups.id = group_id)
       ON user_groups.user_id = users.id AND group_permissions.permission_id = permissions.id
     WHERE users.id = ANY($1) AND users.is_active
     GROUP BY users.id, permissions.id, user_permissions.user_id
     HAVING users.is_superuser OR user_permissions.user_id IS NOT NULL OR count(groups.id) > 0
     ORDER BY permissions.app_label, permissions.model, permissions.codename`,
    [userIds],
  );
  return userIds.map((id) => rows.filter((row) => row.holder_id === id));
}

/**
 * A page of the active users who hold a permission directly, through a group or as superusers, by username: Django's `with_perm`.
 *
 * @throws RequestError `BAD_USER_INPUT` for page sizes and cursors that cannot be
 */
export async function listHolders(database: Database, permission: string, page: PageRequest): Promise<Page<UserRow>> {
  const named = "SELECT id FROM permissions WHERE app_label || '.' || codename = $1";
  const query = {
    columns: userColumns,
    from: "users",
    conditions: [
      "users.is_active",
      `(users.is_superuser
        OR users.id IN (SELECT user_id FROM user_permissions WHERE permission_id IN (${named}))
        OR users.id IN (SELECT user_id FROM user_groups JOIN group_permissions USING (group_id) WHERE permission_id IN (${named})))`,
    ],
    values: [isStorable(permission) ? permission : ""],
    sort: [{ expression: "users.username_key", type: "text", descending: false }] as const,
  };
  return keysetPage<UserRow>(database, query, page);
}
