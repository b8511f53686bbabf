import { emailKey, normalizeEmail } from "../../foundation/kernel/email-address.js";
import type { Page, PageRequest } from "../../foundation/kernel/page.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { keysetPages } from "../../foundation/platform/database/keyset-page.js";
import { groupColumns, type GroupRow } from "../groups/group-record.js";
import { groupSort } from "../groups/groups.queries.js";
import { permissionColumns, type PermissionRow } from "../permissions/permission-record.js";
import { permissionSort } from "../permissions/permissions.queries.js";
import { toUserRecord, userColumns, type UserRecord, type UserRow } from "./user-record.js";
import { normalizeUsername, usernameKey } from "./username.js";
import { listMembers, listUsers, type UserListRequest } from "./users.queries.js";

/** Reads users for those who look at them: lists, members of groups, and what users are given. Changes nothing. */
export class UserDirectory {
  constructor(private readonly database: Database) {}

  /** A page of users; see `listUsers`. */
  async list(request: UserListRequest, page: PageRequest): Promise<Page<UserRow>> {
    return listUsers(this.database, request, page);
  }

  /** The same page of the members of each of some groups, by username. One query. */
  async listMembers(groupIds: readonly string[], page: PageRequest): Promise<Page<UserRow>[]> {
    return listMembers(this.database, groupIds, page);
  }

  /** The users with some keys, in their order; null where there is none. One query. */
  async findMany(ids: readonly string[]): Promise<(UserRecord | null)[]> {
    const rows = await this.database.query<UserRow>(`SELECT ${userColumns} FROM users WHERE id = ANY($1)`, [ids]);
    const byId = new Map(rows.map((row) => [row.user_id, toUserRecord(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** The user with a username, ignoring case. */
  async findByUsername(username: string): Promise<UserRecord | null> {
    return this.findOnly("username_key", usernameKey(normalizeUsername(username)));
  }

  /** The user with an address, ignoring case; null when several accounts share it. */
  async findByEmail(email: string): Promise<UserRecord | null> {
    return this.findOnly("email_key", emailKey(normalizeEmail(email)));
  }

  /** The same page of the groups of each of some users, by name. One query. */
  async listGroups(userIds: readonly string[], page: PageRequest): Promise<Page<GroupRow>[]> {
    const query = {
      columns: groupColumns,
      from: "user_groups JOIN groups ON groups.id = user_groups.group_id",
      conditions: [],
      values: [],
      sort: groupSort(),
      parents: { column: "user_groups.user_id", keys: userIds },
    };
    return keysetPages<GroupRow>(this.database, query, page);
  }

  /** The same page of what each of some users is given directly, in Django's order. One query. */
  async listDirectPermissions(userIds: readonly string[], page: PageRequest): Promise<Page<PermissionRow>[]> {
    const query = {
      columns: permissionColumns,
      from: "user_permissions JOIN permissions ON permissions.id = user_permissions.permission_id",
      conditions: [],
      values: [],
      sort: permissionSort,
      parents: { column: "user_permissions.user_id", keys: userIds },
    };
    return keysetPages<PermissionRow>(this.database, query, page);
  }

  private async findOnly(column: "username_key" | "email_key", key: string): Promise<UserRecord | null> {
    if (key === "") return null;
    const [row, ...others] = await this.database.query<UserRow>(`SELECT ${userColumns} FROM users WHERE ${column} = $1 LIMIT 2`, [key]);
    return row && others.length === 0 ? toUserRecord(row) : null;
  }
}
