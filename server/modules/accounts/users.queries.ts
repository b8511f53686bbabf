import type { Page, PageRequest } from "../../foundation/kernel/page.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { SortColumn } from "../../foundation/platform/database/keyset-cursor.js";
import { keysetPages } from "../../foundation/platform/database/keyset-child-pages.js";
import { keysetPage } from "../../foundation/platform/database/keyset-page.js";
import type { ListQuery } from "../../foundation/platform/database/list-query.js";
import { SqlValues } from "../../foundation/platform/database/sql-values.js";
import { userCountNow } from "./counts/user-counts.js";
import { groupKeysColumn, type GroupKeysRow, type GroupsOfUser, readGroupsOf } from "./groups-of-users.js";
import { type UserConditions, userCondition } from "./user-filter.js";
import { type SparedField, userColumns, userColumnsWithout, type UserRow } from "./user-record.js";
import { userSearchConditions } from "./user-search.js";

/** Keys of sorting, as the API names them. */
export interface UserSort {
  readonly field: keyof typeof sortable;
  readonly direction: "ASC" | "DESC";
}

/** What a list of users is narrowed by. */
export interface UserSelection {
  readonly search?: string | null | undefined;
  readonly filter?: UserConditions | null | undefined;
}

/** What a list of users is narrowed and sorted by. */
export interface UserListRequest extends UserSelection {
  readonly orderBy?: readonly UserSort[] | null;
  /** Reads the groups of each user along. */
  readonly withGroups?: boolean;
  /** What the users need not tell of themselves. */
  readonly without?: readonly SparedField[];
}

/** A page of users that may know their groups. */
export interface UserPage extends Page<UserRow> {
  /** Where the groups were read along. */
  readonly groupsOf?: GroupsOfUser;
}

const sortable = {
  USERNAME: { expression: "users.username_key", type: "text" },
  EMAIL: { expression: "users.email_key", type: "text" },
  FIRST_NAME: { expression: `users.first_name COLLATE "und-x-icu"`, type: "text" },
  LAST_NAME: { expression: `users.last_name COLLATE "und-x-icu"`, type: "text" },
  IS_STAFF: { expression: "users.is_staff", type: "boolean" },
  IS_ACTIVE: { expression: "users.is_active", type: "boolean" },
  JOINED_AT: { expression: "users.joined_at", type: "timestamptz" },
  LAST_LOGIN_AT: { expression: "coalesce(users.last_login_at, '-infinity')", type: "timestamptz" },
} as const satisfies Record<string, Omit<SortColumn, "descending">>;

/**
 * A page of users.
 *
 * @throws RequestError `BAD_USER_INPUT` for page sizes, cursors and filters that cannot be
 */
export async function listUsers(database: Database, request: UserListRequest, page: PageRequest): Promise<UserPage> {
  const query = { ...userListQuery(request), columns: userColumnsWithout(request.without ?? []) };
  if (!request.withGroups) return keysetPage<UserRow>(database, query, page);
  const found = await keysetPage<UserRow & GroupKeysRow>(database, { ...query, columns: `${query.columns}, ${groupKeysColumn}` }, page);
  return { ...found, groupsOf: await readGroupsOf(database, found.rows) };
}

/**
 * The whole list of users that a request asks for. Searching is Django's: see `userSearchConditions`.
 *
 * @throws RequestError `BAD_USER_INPUT` for filters that cannot be
 */
export function userListQuery({ search, filter, orderBy }: UserListRequest): ListQuery {
  const values = new SqlValues();
  const conditions = userConditionsOf({ search, filter }, values);
  const sort = sortColumns(orderBy ?? []);
  // A search reads what it has found in its index; filters such as a group need not.
  const isDecidedByIndexes = filter != null;
  const length = isAll(conditions) ? { length: userCountNow } : {};
  return { columns: userColumns, from: "users", key: "users.id", isDecidedByIndexes, conditions, values: values.list, sort, ...length };
}

/**
 * Which users a search and a filter leave, as conditions about the table `users` to be joined by AND; none leaves all.
 *
 * @throws RequestError `BAD_USER_INPUT` for filters that cannot be
 */
export function userConditionsOf({ search, filter }: UserSelection, values: SqlValues): string[] {
  return [...userSearchConditions(search, values), ...(filter ? [userCondition(filter, values)] : [])];
}

/** Whether a search and a filter leave every user. */
export function selectsAll(selection: UserSelection): boolean {
  return isAll(userConditionsOf(selection, new SqlValues()));
}

function isAll(conditions: readonly string[]): boolean {
  return conditions.every((condition) => condition === "true");
}

/** The same page of the members of each of some groups, by username, or of those that a search finds. One query. */
export async function listMembers(
  database: Database,
  { groupIds, search }: { readonly groupIds: readonly string[]; readonly search?: string | null | undefined },
  page: PageRequest,
): Promise<Page<UserRow>[]> {
  // Of one group alone, the list of users knows how to find the members, however many they are.
  if (groupIds.length === 1) return [await listUsers(database, { search, filter: { groups: { in: groupIds } } }, page)];
  const values = new SqlValues();
  const query = {
    columns: userColumns,
    from: "user_groups JOIN users ON users.id = user_groups.user_id",
    conditions: userConditionsOf({ search }, values),
    values: values.list,
    sort: sortColumns([]),
    parents: { column: "user_groups.group_id", keys: groupIds },
  };
  return keysetPages<UserRow>(database, query, page);
}

/** Usernames are unique: after them nothing is left to decide. Otherwise the id does. */
function sortColumns(orderBy: readonly UserSort[]): SortColumn[] {
  const keys = orderBy.length > 0 ? orderBy : [{ field: "USERNAME", direction: "ASC" } as const];
  const distinct = keys.filter((key, index) => keys.findIndex((other) => other.field === key.field) === index);
  const columns: SortColumn[] = distinct.map(({ field, direction }) => ({ ...sortable[field], descending: direction === "DESC" }));
  const unique = distinct.findIndex(({ field }) => field === "USERNAME");
  if (unique >= 0) return columns.slice(0, unique + 1);
  return [...columns, { expression: "users.id", type: "uuid", descending: columns.at(-1)?.descending ?? false }];
}
