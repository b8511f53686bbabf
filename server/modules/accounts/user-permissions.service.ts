import DataLoader from "dataloader";

import type { Database } from "../../foundation/platform/database/database.js";
import type { ObjectPermissions, ObjectQuestion } from "./object-permissions.js";
import type { UserRecord } from "./user-record.js";

/** What the answers depend on. */
export type PermissionHolder = Pick<UserRecord, "id" | "isActive" | "isSuperuser">;

/** Answers what a user may do, with Django's rules. */
export class UserPermissionsService {
  /** @param objects who decides about single objects; without it nobody may do anything to them but superusers */
  constructor(
    private readonly database: Database,
    private readonly objects: ObjectPermissions | null = null,
  ) {}

  /**
   * What a user may do, as it is when it is first asked: one query then, none later.
   *
   * @param user null for anonymous callers, who may do nothing
   * @param known names of the permissions, sorted, where they were read along with the user: no query then
   */
  of(user: UserRecord | null, known?: ReadonlySet<string> | null): HeldPermissions {
    const { objects } = this;
    const held: HeldPermissions = new HeldPermissions(
      user,
      { known, read: async (holder) => this.list(holder) },
      user && objects ? async (questions) => objects.ask({ user, permissions: async () => held.all() }, questions) : undefined,
    );
    return held;
  }

  /** Names of all permissions the user holds, directly or through groups, sorted; superusers hold all there are, inactive users none. One query. */
  async list(user: PermissionHolder): Promise<ReadonlySet<string>> {
    if (!user.isActive) return new Set();
    const rows = await this.database.query<{ name: string }>(
      user.isSuperuser ? allPermissions : heldPermissions,
      user.isSuperuser ? [] : [user.id],
    );
    return new Set(rows.map((row) => row.name));
  }

  /**
   * Lets a user hold permissions directly, beside those held already. All or none, inside a transaction.
   *
   * @returns the names of those that are new to the user's direct ones
   * @throws Error naming those that are not in the catalogue
   */
  async grant(userId: string, names: readonly string[]): Promise<string[]> {
    const known = await this.database.query<{ id: string; name: string }>(
      `SELECT id, app_label || '.' || codename AS name FROM permissions WHERE app_label || '.' || codename = ANY($1)`,
      [names],
    );
    const unknown = names.filter((name) => !known.some((permission) => permission.name === name));
    if (unknown.length > 0) throw new Error(`there is no permission ${unknown.join(", ")}`);
    const granted = await this.database.query<{ permission_id: string }>(
      `INSERT INTO user_permissions (user_id, permission_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING RETURNING permission_id`,
      [userId, known.map(({ id }) => id)],
    );
    return known.filter(({ id }) => granted.some((row) => row.permission_id === id)).map(({ name }) => name);
  }
}

/** The permissions of one user, read once; questions about single objects that are asked at the same moment are answered together. */
export class HeldPermissions {
  private names: Promise<ReadonlySet<string>> | undefined;
  private readonly objects: DataLoader<ObjectQuestion, boolean, string>;

  constructor(
    private readonly user: PermissionHolder | null,
    private readonly source: {
      readonly known?: ReadonlySet<string> | null | undefined;
      readonly read: (user: PermissionHolder) => Promise<ReadonlySet<string>>;
    },
    askObjects: (questions: readonly ObjectQuestion[]) => Promise<readonly boolean[]> = denyAll,
  ) {
    const cacheKeyFn = ({ permission, objectId }: ObjectQuestion): string => JSON.stringify([permission, objectId]);
    this.objects = new DataLoader(askObjects, { cacheKeyFn, maxBatchSize: 1000 });
  }

  /** Names of all permissions, sorted. */
  async all(): Promise<ReadonlySet<string>> {
    const { known, read } = this.source;
    return known ?? (this.names ??= this.user ? read(this.user) : Promise.resolve(new Set<string>()));
  }

  /** Whether it is known without a query that the user holds a permission. */
  isKnown(permission: string): boolean {
    if (!this.user?.isActive) return false;
    return this.user.isSuperuser || this.source.known?.has(permission) === true;
  }

  /**
   * Django's `has_perm`: active superusers may do everything, be there such a permission or not; inactive and anonymous callers
   * nothing; others what they hold. For a single object, what is held for all does not count: superusers may, and whom the source
   * of object permissions allows it.
   */
  async has(permission: string, objectId?: string): Promise<boolean> {
    if (!this.user?.isActive) return false;
    if (this.user.isSuperuser) return true;
    return objectId === undefined ? (await this.all()).has(permission) : this.objects.load({ permission, objectId });
  }
}

/** As stock Django, whose backend knows of no objects. */
async function denyAll(questions: readonly ObjectQuestion[]): Promise<boolean[]> {
  return questions.map(() => false);
}

const allPermissions = {
  name: "all-permissions",
  text: `SELECT app_label || '.' || codename AS name FROM permissions ORDER BY 1`,
};

/**
 * A query for the names of the permissions that a user holds directly or through groups, sorted; every user is treated as if active
 * and no superuser.
 *
 * @param userId SQL for the key of the user
 */
export function heldPermissionNames(userId: string): string {
  return `
    SELECT permissions.app_label || '.' || permissions.codename AS name
    FROM permissions
    WHERE permissions.id IN (
      SELECT permission_id FROM user_permissions WHERE user_id = ${userId}
      UNION
      SELECT group_permissions.permission_id
      FROM user_groups JOIN group_permissions ON group_permissions.group_id = user_groups.group_id
      WHERE user_groups.user_id = ${userId}
    )
    ORDER BY 1`;
}

const heldPermissions = { name: "held-permissions", text: heldPermissionNames("$1") };
