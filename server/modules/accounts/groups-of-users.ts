import { pageSizes } from "../../foundation/kernel/page.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { groupColumns, type GroupRow } from "../groups/group-record.js";
import { orderedGroups } from "../groups/groups.queries.js";
import type { UserRow } from "./user-record.js";

/**
 * A column with the keys of a user's groups, for a query that calls the table `users`: as many as a page has where the request does
 * not say, and one more if there are more. A text, because the driver reads it quicker than an array.
 */
export const groupKeysColumn = `
  (SELECT string_agg(held.group_id::text, ',') FROM (
     SELECT group_id FROM user_groups WHERE user_groups.user_id = users.id LIMIT ${pageSizes.default + 1}
   ) AS held) AS group_keys`;

/** A row of {@link groupKeysColumn}. */
export interface GroupKeysRow {
  readonly group_keys: string | null;
}

/** Finds the groups of one of some users by name; undefined where there are more than a page has. */
export type GroupsOfUser = (user: UserRow) => readonly GroupRow[] | undefined;

/**
 * Reads the groups of some users, each group once: users have many groups in common, and joining and sorting them for each user takes
 * most of the time of a list.
 */
export async function readGroupsOf(database: Database, users: readonly (UserRow & GroupKeysRow)[]): Promise<GroupsOfUser> {
  const keysOf = new Map<string, readonly string[]>();
  const places = new Map<string, number | undefined>();
  for (const { user_id: id, group_keys: text } of users) {
    const keys = text?.split(",") ?? [];
    keysOf.set(id, keys);
    for (const key of keys) places.set(key, undefined);
  }
  const groups = await readGroups(database, [...places.keys()]);
  for (const [place, { group_id: key }] of groups.entries()) places.set(key, place);
  return ({ user_id: id }) => {
    const keys = keysOf.get(id);
    if (!keys || keys.length > pageSizes.default) return undefined;
    const held = keys.map((key) => places.get(key)).filter((place) => place !== undefined);
    return held.sort((one, other) => one - other).map((place) => groups[place] as GroupRow);
  };
}

/** Groups by name. One that was deleted meanwhile is missing. */
async function readGroups(database: Database, keys: readonly string[]): Promise<GroupRow[]> {
  if (keys.length === 0) return [];
  const text = `SELECT ${groupColumns} FROM groups WHERE groups.id = ANY($1) ${orderedGroups}`;
  return database.queryList<GroupRow>({ name: "groups-of-users", text }, [keys]);
}
