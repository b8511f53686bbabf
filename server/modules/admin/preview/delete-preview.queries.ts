import type { Database } from "../../../foundation/platform/database/database.js";

/** What is deleted, goes with it, or stays, as a preview counts it. */
export const previewKinds = {
  USER: "Users",
  GROUP: "Groups",
  RESOURCE_TYPE: "Resource types",
  SESSION: "Sessions",
  MEMBERSHIP: "Memberships of users in groups",
  USER_PERMISSION: "Permissions given to users",
  GROUP_PERMISSION: "Permissions given to groups",
  PERMISSION: "Permissions",
  LOG_ENTRY: "Log entries",
} as const;

/** A key of {@link previewKinds}. */
export type PreviewKind = keyof typeof previewKinds;

/** Kinds of object that can be deleted. */
export type DeletableKind = Extract<PreviewKind, "USER" | "GROUP" | "RESOURCE_TYPE">;

/** How many there are of a kind. */
export interface PreviewCount {
  readonly kind: PreviewKind;
  readonly count: number;
  /** Whether there are more, which were not counted. */
  readonly isCapped: boolean;
}

/** Higher numbers make nobody think again, and take long to count. */
const mostCounted = 10_000;

const ofType = "resource_types USING (app_label, model) WHERE resource_types.id = ANY($1)";

/** The rows that the database deletes with an object, by foreign keys; the keys of the objects are `$1`. */
export const dependants: Readonly<Record<DeletableKind, Partial<Record<PreviewKind, string>>>> = {
  USER: {
    SESSION: "sessions WHERE user_id = ANY($1)",
    MEMBERSHIP: "user_groups WHERE user_id = ANY($1)",
    USER_PERMISSION: "user_permissions WHERE user_id = ANY($1)",
  },
  GROUP: {
    MEMBERSHIP: "user_groups WHERE group_id = ANY($1)",
    GROUP_PERMISSION: "group_permissions WHERE group_id = ANY($1)",
  },
  RESOURCE_TYPE: {
    PERMISSION: `permissions JOIN ${ofType}`,
    USER_PERMISSION: `user_permissions JOIN permissions ON permissions.id = permission_id JOIN ${ofType}`,
    GROUP_PERMISSION: `group_permissions JOIN permissions ON permissions.id = permission_id JOIN ${ofType}`,
  },
};

/** The log of objects, which stays; users are in it as those who did something, too. */
const kept: Readonly<Record<DeletableKind, Partial<Record<PreviewKind, string>>>> = {
  USER: { LOG_ENTRY: "log_entries WHERE actor_id = ANY($1) OR (object_type = 'auth.user' AND object_id = ANY($1::text[]))" },
  GROUP: { LOG_ENTRY: "log_entries WHERE object_type = 'auth.group' AND object_id = ANY($1::text[])" },
  RESOURCE_TYPE: { LOG_ENTRY: "log_entries WHERE object_type = 'contenttypes.contenttype' AND object_id = ANY($1::text[])" },
};

/** Counts what goes with objects of a kind; what there is none of is left out. One query. */
export async function countDependants(database: Database, kind: DeletableKind, ids: readonly string[]): Promise<PreviewCount[]> {
  return countCapped(database, dependants[kind], ids);
}

/** Counts what stays when objects of a kind are deleted. One query. */
export async function countKept(database: Database, kind: DeletableKind, ids: readonly string[]): Promise<PreviewCount[]> {
  return countCapped(database, kept[kind], ids);
}

async function countCapped(
  database: Database,
  sources: Partial<Record<PreviewKind, string>>,
  ids: readonly string[],
): Promise<PreviewCount[]> {
  const columns = Object.entries(sources).map(
    ([kind, rows]) => `(SELECT count(*)::integer FROM (SELECT FROM ${rows} LIMIT ${mostCounted + 1}) AS counted) AS "${kind}"`,
  );
  const [row = {}] = await database.query<Partial<Record<PreviewKind, number>>>(`SELECT ${columns.join(", ")}`, [ids]);
  return Object.entries(row)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({ kind: kind as PreviewKind, count: Math.min(count, mostCounted), isCapped: count > mostCounted }));
}
