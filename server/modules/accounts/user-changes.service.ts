import { emailKey } from "../../foundation/kernel/email-address.js";
import { isUuid } from "../../foundation/kernel/ids.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { SqlValues } from "../../foundation/platform/database/sql-values.js";
import { orTaken } from "./taken.js";
import { toUserRecord, userColumns, type UserRecord, type UserRow } from "./user-record.js";
import { usernameKey } from "./username.js";
import type { AccountRules } from "./users.service.js";

/** What a user is given: groups, and permissions beside them. */
export interface Holdings {
  /** By name. */
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  /** As `app_label.codename`, sorted. */
  readonly permissions: readonly string[];
}

/** What can be changed of a user beside rights and password; names and address are normalised and checked already. */
export type UserFields = Omit<UserRecord, "id" | "version" | "externalId">;

const columns = {
  username: "username",
  firstName: "first_name",
  lastName: "last_name",
  email: "email",
  isActive: "is_active",
  isStaff: "is_staff",
  isSuperuser: "is_superuser",
  joinedAt: "joined_at",
  lastLoginAt: "last_login_at",
} as const satisfies Record<keyof UserFields, string>;

/** Changes users. Says nothing of who may: that, the log, the transaction and the next version (`touch`) are the caller's. */
export class UserChangesService {
  constructor(
    private readonly database: Database,
    private readonly rules: Pick<AccountRules, "sharedEmails">,
  ) {}

  /** Reads users and locks their rows until the transaction ends, in one order for all callers. Gives those that are there, by key. */
  async lock(ids: readonly string[]): Promise<Map<string, UserRecord>> {
    const rows = await this.database.query<UserRow>(`SELECT ${userColumns} FROM users WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [
      ids.filter(isUuid),
    ]);
    return new Map(rows.map((row) => [row.user_id, toUserRecord(row)]));
  }

  /** What each of some users is given, in their order. One query. */
  async holdingsOf(ids: readonly string[]): Promise<Holdings[]> {
    return this.database.query<Holdings>(
      `SELECT coalesce((SELECT json_agg(json_build_object('id', groups.id, 'name', groups.name) ORDER BY groups.name)
                        FROM user_groups JOIN groups ON groups.id = user_groups.group_id WHERE user_groups.user_id = wanted.id), '[]') AS groups,
              ARRAY(SELECT permissions.app_label || '.' || permissions.codename
                    FROM user_permissions JOIN permissions ON permissions.id = user_permissions.permission_id
                    WHERE user_permissions.user_id = wanted.id ORDER BY 1) AS permissions
       FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place) ORDER BY place`,
      [ids],
    );
  }

  /** Whether an active superuser is left when some users are not counted. */
  async hasSuperuserBeside(ids: readonly string[]): Promise<boolean> {
    const others = await this.database.query("SELECT 1 FROM users WHERE is_superuser AND is_active AND id <> ALL($1) LIMIT 1", [ids]);
    return others.length > 0;
  }

  /**
   * Writes all fields of a user.
   *
   * @throws UserErrors `ALREADY_TAKEN`, decided by the database
   */
  async update(id: string, fields: UserFields): Promise<void> {
    const values = new SqlValues();
    const where = `WHERE id = ${values.add(id)}`;
    const names = Object.keys(columns) as (keyof UserFields)[];
    const assignments = names.map((name) => `${columns[name]} = ${values.add(fields[name])}`);
    const keys = `username_key = ${values.add(usernameKey(fields.username))}, email_key = ${values.add(emailKey(fields.email))}`;
    const shared = `email_is_shared = ${values.add(this.rules.sharedEmails)}`;
    await orTaken(async () => this.database.execute(`UPDATE users SET ${[...assignments, keys, shared].join(", ")} ${where}`, values.list));
  }

  /** Lets users in, or shuts them out. */
  async setActive(ids: readonly string[], isActive: boolean): Promise<void> {
    await this.database.execute("UPDATE users SET is_active = $2 WHERE id = ANY($1)", [ids, isActive]);
  }

  /** Removes users with everything that is theirs. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.database.execute("DELETE FROM users WHERE id = ANY($1)", [ids]);
  }

  /** Puts every one of some users into every one of some groups. */
  async join(ids: readonly string[], groupIds: readonly string[]): Promise<void> {
    await this.database.execute(
      `INSERT INTO user_groups (user_id, group_id)
       SELECT user_id, group_id FROM unnest($1::uuid[]) AS user_id CROSS JOIN unnest($2::uuid[]) AS group_id ON CONFLICT DO NOTHING`,
      [ids, groupIds],
    );
  }

  /** Takes users out of groups. */
  async leave(ids: readonly string[], groupIds: readonly string[]): Promise<void> {
    await this.database.execute("DELETE FROM user_groups WHERE user_id = ANY($1) AND group_id = ANY($2)", [ids, groupIds]);
  }

  /** Gives every one of some users every one of some permissions directly. */
  async grant(ids: readonly string[], permissionIds: readonly string[]): Promise<void> {
    await this.database.execute(
      `INSERT INTO user_permissions (user_id, permission_id)
       SELECT user_id, permission_id FROM unnest($1::uuid[]) AS user_id CROSS JOIN unnest($2::uuid[]) AS permission_id ON CONFLICT DO NOTHING`,
      [ids, permissionIds],
    );
  }

  /** Takes direct permissions away; what a group gives stays. */
  async withdraw(ids: readonly string[], permissionIds: readonly string[]): Promise<void> {
    const withdrawn = "DELETE FROM user_permissions WHERE user_id = ANY($1) AND permission_id = ANY($2)";
    await this.database.execute(withdrawn, [ids, permissionIds]);
  }

  /** Gives the members of some groups their next version. */
  async touchMembers(groupIds: readonly string[]): Promise<void> {
    const members = "SELECT user_id FROM user_groups WHERE group_id = ANY($1)";
    await this.database.execute(`UPDATE users SET version = version + 1 WHERE id IN (${members})`, [groupIds]);
  }

  /** Gives users their next version, once per change, and returns them as they are now, by key. */
  async touch(ids: readonly string[]): Promise<UserRecord[]> {
    await this.database.execute("UPDATE users SET version = version + 1 WHERE id = ANY($1)", [ids]);
    return [...(await this.lock(ids)).values()];
  }
}
