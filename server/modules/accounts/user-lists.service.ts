import type { Page, PageRequest } from "../../foundation/kernel/page.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { keysetPages } from "../../foundation/platform/database/keyset-child-pages.js";
import { groupColumns, type GroupRow } from "../groups/group-record.js";
import { groupSort } from "../groups/groups.queries.js";
import { permissionColumns, type PermissionRow } from "../permissions/permission-record.js";
import { permissionSort } from "../permissions/permissions.queries.js";
import { type HeldPermissionRow, listHeldPermissions, listHolders } from "./effective-permissions.queries.js";
import { dateSpans } from "./date-spans.js";
import { KeptUserFacets } from "./counts/kept-user-facets.js";
import { UserCounts } from "./counts/user-counts.js";
import { type FacetCounts, UserFacets } from "./user-facets.js";
import { toUserRecord, userColumns, type UserRecord, type UserRow } from "./user-record.js";
import { listMembers, listUsers, selectsAll, type UserListRequest, type UserPage, type UserSelection } from "./users.queries.js";

/** Reads users for those who look at them: lists, members of groups, and what users are given. Changes nothing. */
export class UserListsService {
  constructor(private readonly database: Database) {}

  /** A page of users; see `listUsers`. */
  async list(request: UserListRequest, page: PageRequest): Promise<UserPage> {
    const found = await listUsers(this.database, request, page);
    return selectsAll(request) ? { ...found, countAll: async () => new UserCounts(this.database).countAll() } : found;
  }

  /**
   * What the choices of a filter would leave of a list; nothing is counted before it is asked for.
   *
   * @param timeZone where days, months and years begin, such as `Europe/Berlin`
   * @throws RequestError `BAD_USER_INPUT` for time zones that there are not
   */
  async facetsOf(selection: UserSelection, timeZone: string): Promise<FacetCounts> {
    const spans = await dateSpans(this.database, timeZone);
    return selectsAll(selection) ? new KeptUserFacets(this.database, spans) : new UserFacets(this.database, selection, spans);
  }

  /** The same page of the members of each of some groups, by username; see `listMembers`. */
  async listMembers(groupIds: readonly string[], page: PageRequest, search?: string | null): Promise<Page<UserRow>[]> {
    return listMembers(this.database, { groupIds, search }, page);
  }

  /** A page of the active users who hold a permission; see `listHolders`. */
  async listHolders(permission: string, page: PageRequest): Promise<Page<UserRow>> {
    return listHolders(this.database, permission, page);
  }

  /** What each of some users may do, and why; see `listHeldPermissions`. */
  async listHeldPermissions(userIds: readonly string[]): Promise<HeldPermissionRow[][]> {
    return listHeldPermissions(this.database, userIds);
  }

  /** The users with some keys, in their order; null where there is none. One query. */
  async findMany(ids: readonly string[]): Promise<(UserRecord | null)[]> {
    const rows = await this.database.query<UserRow>(`SELECT ${userColumns} FROM users WHERE id = ANY($1)`, [ids]);
    const byId = new Map(rows.map((row) => [row.user_id, toUserRecord(row)]));
    return ids.map((id) => byId.get(id) ?? null);
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
}
