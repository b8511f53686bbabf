import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { AuditService } from "../audit/audit.service.js";

/** Rows that are read at once. */
const batchSize = 1_000;

/** A permission, group or user as it is written; the names are those that an import reads. */
export type ExportedRow = Readonly<Record<string, unknown>> & { readonly type: "permission" | "group" | "user" };

/** Gives users, groups and permissions back, so that nobody is kept here for want of a way out. */
export class ExportService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /**
   * Everything an import takes: permissions, groups, then users by key. That it was asked for is logged first, so that no copy is
   * without an entry.
   *
   * @param withPasswordHashes also gives the password records, with which passwords can be tried elsewhere
   */
  async *rows(by: RequestSource, { withPasswordHashes }: { readonly withPasswordHashes: boolean }): AsyncGenerator<ExportedRow> {
    await this.audit.record({ action: "EXPORT", source: by, details: { by: "cli", withPasswordHashes } });
    yield* await this.database.query<ExportedRow>(permissions);
    yield* await this.database.query<ExportedRow>(groups);
    for (let last: string | null = null; ;) {
      const users: (ExportedRow & { readonly id: string })[] = await this.database.query(usersSql(withPasswordHashes), [last]);
      yield* users;
      if (users.length < batchSize) return;
      last = users.at(-1)?.id ?? null;
    }
  }
}

const permissions = `
  SELECT 'permission' AS type, app_label AS "appLabel", model, codename, name AS label FROM permissions ORDER BY app_label, model, codename`;

const nameOfPermission = "permissions.app_label || '.' || permissions.codename";

const groups = `
  SELECT 'group' AS type, name, ARRAY(
    SELECT ${nameOfPermission} FROM group_permissions JOIN permissions ON permissions.id = permission_id
    WHERE group_id = groups.id ORDER BY 1) AS permissions
  FROM groups ORDER BY name`;

function usersSql(withPasswordHashes: boolean): string {
  return `
    SELECT 'user' AS type, id, external_id AS "externalId", username, first_name AS "firstName", last_name AS "lastName", email,
      is_active AS "isActive", is_staff AS "isStaff", is_superuser AS "isSuperuser", joined_at AS "joinedAt", last_login_at AS "lastLoginAt",
      ARRAY(SELECT groups.name FROM user_groups JOIN groups ON groups.id = group_id WHERE user_id = users.id ORDER BY 1) AS groups,
      ARRAY(SELECT ${nameOfPermission} FROM user_permissions JOIN permissions ON permissions.id = permission_id
        WHERE user_id = users.id ORDER BY 1) AS permissions
      ${withPasswordHashes ? ", password" : ""}
    FROM users WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT ${batchSize}`;
}
