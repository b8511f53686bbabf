import type { Database } from "../../foundation/platform/database/database.js";

/** Who is given a permission, directly or as a group, as the log keeps it. */
export interface PermissionHolders {
  /** As `app_label.codename`. */
  readonly permission: string;
  readonly userCount: number;
  readonly groupCount: number;
  /** The first of them by name, at most {@link mostNames}. */
  readonly usernames: readonly string[];
  readonly groups: readonly string[];
}

/** Enough to call somebody who wonders; a log entry is no backup. */
const mostNames = 20;

/** Finds those who are given permissions that are about to go. */
export class PermissionHoldersService {
  constructor(private readonly database: Database) {}

  /** Who is given each of some permissions; those that nobody is given are left out. One query. */
  async list(permissionIds: readonly string[]): Promise<PermissionHolders[]> {
    return this.database.query<PermissionHolders>(
      `SELECT app_label || '.' || codename AS permission, "userCount", "groupCount",
              ARRAY(SELECT username FROM user_permissions JOIN users ON users.id = user_id
                    WHERE permission_id = permissions.id ORDER BY username LIMIT ${mostNames}) AS usernames,
              ARRAY(SELECT groups.name FROM group_permissions JOIN groups ON groups.id = group_id
                    WHERE permission_id = permissions.id ORDER BY groups.name LIMIT ${mostNames}) AS groups
       FROM permissions,
            LATERAL (SELECT count(*)::integer AS "userCount" FROM user_permissions WHERE permission_id = permissions.id) AS of_users,
            LATERAL (SELECT count(*)::integer AS "groupCount" FROM group_permissions WHERE permission_id = permissions.id) AS of_groups
       WHERE permissions.id = ANY($1) AND "userCount" + "groupCount" > 0 ORDER BY 1`,
      [permissionIds],
    );
  }

  /** Gives users and groups that are given some permissions their next version. */
  async touch(permissionIds: readonly string[]): Promise<void> {
    for (const holder of ["user", "group"]) {
      await this.database.execute(
        `UPDATE ${holder}s SET version = version + 1
         WHERE id IN (SELECT ${holder}_id FROM ${holder}_permissions WHERE permission_id = ANY($1))`,
        [permissionIds],
      );
    }
  }
}
