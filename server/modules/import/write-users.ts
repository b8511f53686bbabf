import { emailKey } from "../../foundation/kernel/email-address.js";
import { newId } from "../../foundation/kernel/ids.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { usernameKey } from "../accounts/username.js";
import type { AuditRecord, AuditService } from "../audit/audit.service.js";
import type { PlannedUser } from "./plan/user-judge.js";

/** What writing needs. */
export interface WritingParts {
  readonly database: Database;
  readonly audit: AuditService;
  readonly source: RequestSource;
}

/** Makes users with their groups, permissions and log entries: all of them, or none. Their groups and permissions must exist. */
export async function writeUsers(users: readonly PlannedUser[], { database, audit, source }: WritingParts): Promise<void> {
  if (users.length === 0) return;
  const rows = users.map((user) => ({ ...user, id: newId() }));
  await database.atomic(async () => {
    await database.execute(insertUsers, [JSON.stringify(rows.map(toRow))]);
    await database.execute(insertMemberships, [JSON.stringify(rows.flatMap(({ id, groups }) => groups.map((name) => ({ id, name }))))]);
    await database.execute(insertPermissions, [
      JSON.stringify(rows.flatMap(({ id, permissions }) => permissions.map((name) => ({ id, name })))),
    ]);
    await audit.recordAll(rows.map((row) => toLogEntry(row, source)));
  });
}

function toRow(user: PlannedUser & { readonly id: string }): object {
  return {
    id: user.id,
    username: user.username,
    username_key: usernameKey(user.username),
    first_name: user.firstName,
    last_name: user.lastName,
    email: user.email,
    email_key: emailKey(user.email),
    email_is_shared: user.emailIsShared,
    password: user.password,
    is_active: user.isActive,
    is_staff: user.isStaff,
    is_superuser: user.isSuperuser,
    joined_at: user.joinedAt,
    last_login_at: user.lastLoginAt,
    external_id: user.externalId,
  };
}

/** Says what the user may do from now on, because that is what somebody may have to account for. */
function toLogEntry(user: PlannedUser & { readonly id: string }, source: RequestSource): AuditRecord {
  const { id, username, externalId, isActive, isStaff, isSuperuser, groups, permissions } = user;
  const details = { by: "cli", imported: true, externalId, isActive, isStaff, isSuperuser, groups, permissions };
  return { action: "ADD", object: { type: "auth.user", id, name: username }, source, details };
}

const columns = `id, username, username_key, first_name, last_name, email, email_key, email_is_shared, password, is_active, is_staff,
  is_superuser, joined_at, last_login_at, external_id`;

const insertUsers = `
  INSERT INTO users (${columns})
  SELECT ${columns} FROM jsonb_to_recordset($1) AS rows (id uuid, username text, username_key text, first_name text, last_name text,
    email text, email_key text, email_is_shared boolean, password text, is_active boolean, is_staff boolean, is_superuser boolean,
    joined_at timestamptz, last_login_at timestamptz, external_id text)`;

const insertMemberships = `
  INSERT INTO user_groups (user_id, group_id)
  SELECT DISTINCT rows.id, groups.id FROM jsonb_to_recordset($1) AS rows (id uuid, name text) JOIN groups ON groups.name = rows.name`;

const insertPermissions = `
  INSERT INTO user_permissions (user_id, permission_id)
  SELECT DISTINCT rows.id, permissions.id FROM jsonb_to_recordset($1) AS rows (id uuid, name text)
  JOIN permissions ON permissions.app_label || '.' || permissions.codename = rows.name`;
