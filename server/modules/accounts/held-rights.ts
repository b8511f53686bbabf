import { pageSizes } from "../../foundation/kernel/page.js";
import { groupColumns, type GroupRow } from "../groups/group-record.js";
import { orderedGroups } from "../groups/groups.queries.js";
import { heldPermissionNames } from "./user-permissions.service.js";

/**
 * A column with the first groups of a user by name, as JSON, for a query that calls the table `users`: as many as a page has where the
 * request does not say, and one more if there are more.
 */
const firstGroupsColumn = `
  (SELECT json_agg(first_groups) FROM (
     SELECT ${groupColumns} FROM user_groups JOIN groups ON groups.id = user_groups.group_id
     WHERE user_groups.user_id = users.id ${orderedGroups} LIMIT ${pageSizes.default + 1}
   ) AS first_groups) AS first_groups`;

/** A row of {@link firstGroupsColumn}. */
export interface FirstGroupsRow {
  readonly first_groups: readonly GroupRow[] | null;
}

/** What of a user's rights is worth reading along with the user: nothing, the permissions, or the first groups as well. */
export type NeededRights = "none" | "permissions" | "all";

/** What a user holds, read in one go with the user. */
export interface HeldRights {
  /** Names of all permissions, sorted; null for superusers, who hold all there are. */
  readonly permissions: ReadonlySet<string> | null;
  /** See {@link firstGroupsColumn}; only if they were needed. */
  readonly groups?: readonly GroupRow[];
}

const heldPermissionsColumn = `
  CASE WHEN users.is_superuser THEN NULL ELSE array_to_json(ARRAY(${heldPermissionNames("users.id")})) END AS held_permissions`;

/** Columns of {@link HeldRights}, for a query that calls the table `users`. They come as JSON, which is read quicker than arrays. */
export const heldRightsColumns = {
  none: [],
  permissions: [heldPermissionsColumn],
  all: [heldPermissionsColumn, firstGroupsColumn],
} as const satisfies Record<NeededRights, readonly string[]>;

/** A row of {@link heldRightsColumns}, whichever of them were needed. */
export interface HeldRightsRow extends Partial<FirstGroupsRow> {
  readonly held_permissions?: readonly string[] | null;
}

/** Reads a row of {@link heldRightsColumns}; undefined when it has none of them. */
export function toHeldRights({ held_permissions: permissions, first_groups: groups }: HeldRightsRow): HeldRights | undefined {
  if (permissions === undefined) return undefined;
  return { permissions: permissions && new Set(permissions), ...(groups !== undefined && { groups: groups ?? [] }) };
}
