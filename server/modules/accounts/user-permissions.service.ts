import type { Database } from "../../foundation/platform/database/database.js";
import type { UserRecord } from "./user-record.js";

/** Answers what a user may do, with Django's rules. */
export class UserPermissionsService {
  constructor(private readonly database: Database) {}

  /** Names of all permissions the user holds, directly or through groups, sorted; superusers hold all there are, inactive users none. One query. */
  async list(user: UserRecord): Promise<ReadonlySet<string>> {
    if (!user.isActive) return new Set();
    const rows = await this.database.query<{ name: string }>(
      user.isSuperuser ? allPermissions : heldPermissions,
      user.isSuperuser ? [] : [user.id],
    );
    return new Set(rows.map((row) => row.name));
  }
}

const allPermissions = {
  name: "all-permissions",
  text: `SELECT app_label || '.' || codename AS name FROM permissions ORDER BY 1`,
};

const heldPermissions = {
  name: "held-permissions",
  text: `
    SELECT permissions.app_label || '.' || permissions.codename AS name
    FROM permissions
    WHERE permissions.id IN (
      SELECT permission_id FROM user_permissions WHERE user_id = $1
      UNION
      SELECT group_permissions.permission_id
      FROM user_groups JOIN group_permissions ON group_permissions.group_id = user_groups.group_id
      WHERE user_groups.user_id = $1
    )
    ORDER BY 1`,
};
