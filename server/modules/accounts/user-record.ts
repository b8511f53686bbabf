import type { Actor } from "../../foundation/kernel/actor.js";

/** A user without secrets: what lists, pages and sessions know. Read by plain SQL, because these reads are the most frequent. */
export interface UserRecord {
  readonly id: string;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Empty when the user has none. */
  readonly email: string;
  readonly isActive: boolean;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  readonly joinedAt: Date;
  readonly lastLoginAt: Date | null;
  /** Grows with every change of the fields above, of groups and of permissions, but not with log-ins. */
  readonly version: number;
  /** What the system that the user was imported from calls the user; null when there is none. */
  readonly externalId: string | null;
}

/** A user as the log names whoever does something. */
export function actorOf({ id, username }: UserRecord): Actor {
  return { id, name: username };
}

/** A user as the log names what something is done to. */
export function loggedUser({ id, username }: UserRecord): { type: string; id: string; name: string } {
  return { type: "auth.user", id, name: username };
}

/** Columns that a list reads only if they are shown. */
const sparedColumns = {
  isStaff: "users.is_staff",
  isSuperuser: "users.is_superuser",
  joinedAt: "users.joined_at",
  lastLoginAt: "users.last_login_at",
  version: "users.version",
  externalId: "users.external_id",
} as const satisfies Partial<Record<keyof UserRecord, string>>;

/** What a list may leave out of a {@link UserRecord}. */
export type SparedField = keyof typeof sparedColumns;

/** Every {@link SparedField}. */
export const sparedFields = Object.keys(sparedColumns) as readonly SparedField[];

/** The columns of a {@link UserRecord}, for a query that calls the table `users`. Fields that are left out are undefined. */
export function userColumnsWithout(left: readonly SparedField[]): string {
  const further = sparedFields.filter((field) => !left.includes(field)).map((field) => sparedColumns[field]);
  return ["users.id AS user_id, users.username, users.first_name, users.last_name, users.email, users.is_active", ...further].join(", ");
}

/** All columns of a {@link UserRecord}, for a query that calls the table `users`. */
export const userColumns = userColumnsWithout([]);

/** A row of {@link userColumns}. */
export interface UserRow {
  readonly user_id: string;
  readonly username: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly is_active: boolean;
  readonly is_staff: boolean;
  readonly is_superuser: boolean;
  readonly joined_at: Date;
  readonly last_login_at: Date | null;
  readonly version: number;
  readonly external_id: string | null;
}

/** Reads a row of {@link userColumns}. */
export function toUserRecord(row: UserRow): UserRecord {
  return {
    id: row.user_id,
    username: row.username,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    isActive: row.is_active,
    isStaff: row.is_staff,
    isSuperuser: row.is_superuser,
    joinedAt: row.joined_at,
    lastLoginAt: row.last_login_at,
    version: row.version,
    externalId: row.external_id,
  };
}
