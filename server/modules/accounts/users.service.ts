import { emailKey, normalizeEmail } from "../../foundation/kernel/email-address.js";
import { newId } from "../../foundation/kernel/ids.js";
import type { UserError } from "../../foundation/kernel/user-error.js";
import { isStorable } from "../../foundation/kernel/text.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { emailTaken, orTaken, usernameTaken } from "./taken.js";
import { toUserRecord, userColumns, type UserRecord, type UserRow } from "./user-record.js";
import { User } from "./user.entity.js";
import { usernameKey, normalizeUsername } from "./username.js";

/** Which installation-wide rules about accounts hold. */
export interface AccountRules {
  readonly logInWith: readonly ("username" | "email")[];
  readonly sharedEmails: boolean;
}

/** A new account; names and address are normalised and checked already. */
export interface NewUser {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Encoded record. */
  readonly password: string;
  readonly isActive?: boolean;
  readonly isStaff?: boolean;
  readonly isSuperuser?: boolean;
}

/** A user with the password record, for the paths that check or replace it. Never handed to a door. */
export interface UserWithPassword extends UserRecord {
  readonly password: string;
}

/** A user as hooks, signals and doors may see one. */
export function withoutPassword({ password: _password, ...user }: UserWithPassword): UserRecord {
  return user;
}

/** Looks users up, makes and changes them. */
export class UsersService {
  constructor(
    private readonly database: Database,
    private readonly rules: AccountRules,
  ) {}

  /**
   * The user an identifier means. An address belongs to whoever has it: a username of the same text never stands in its way.
   * An address that several accounts share identifies nobody.
   */
  async findByIdentifier(identifier: string): Promise<UserWithPassword | null> {
    const { logInWith } = this.rules;
    const email = logInWith.includes("email") ? emailKey(normalizeEmail(identifier)) : "";
    const username = logInWith.includes("username") ? usernameKey(normalizeUsername(identifier)) : "";
    const rows = await this.database.query<UserRow & { password: string; by_email: boolean }>(findByIdentifierStatement, [email, username]);
    const byEmail = rows.filter((row) => row.by_email);
    const [row] = byEmail.length > 0 ? byEmail : rows;
    return row && byEmail.length < 2 ? toUserWithPassword(row) : null;
  }

  /** The user with a name, compared ignoring case and compatibility forms. */
  async findByUsername(username: string): Promise<UserRecord | null> {
    const key = usernameKey(normalizeUsername(username));
    const [row] = await this.database.query<UserRow>(`SELECT ${userColumns} FROM users WHERE username_key = $1`, [key]);
    return row ? toUserRecord(row) : null;
  }

  /** The user with an id of the system that users were imported from. */
  async findByExternalId(externalId: string): Promise<UserRecord | null> {
    if (!isStorable(externalId)) return null;
    const [row] = await this.database.query<UserRow>(`SELECT ${userColumns} FROM users WHERE external_id = $1`, [externalId]);
    return row ? toUserRecord(row) : null;
  }

  /** All users with an address, compared ignoring case and compatibility forms on both sides by the same fold. */
  async findByEmail(email: string): Promise<UserWithPassword[]> {
    const key = emailKey(normalizeEmail(email));
    if (key === "") return [];
    const rows = await this.database.query<PasswordRow>(`SELECT ${userColumns}, password FROM users WHERE email_key = $1`, [key]);
    return rows.map(toUserWithPassword);
  }

  /** The user with a key. */
  async find(id: string): Promise<UserRecord | null> {
    const [row] = await this.database.query<UserRow>(findStatement, [id]);
    return row ? toUserRecord(row) : null;
  }

  /** The user with a key and the password record; inside a transaction the row is locked until its end. */
  async findWithPassword(id: string): Promise<UserWithPassword | null> {
    const [row] = await this.database.query<PasswordRow>(`SELECT ${userColumns}, password FROM users WHERE id = $1 FOR UPDATE`, [id]);
    return row ? toUserWithPassword(row) : null;
  }

  /** Whether there is a superuser, active or not; a new installation has none. */
  async hasSuperuser(): Promise<boolean> {
    return (await this.database.query("SELECT 1 FROM users WHERE is_superuser LIMIT 1")).length > 0;
  }

  /**
   * Errors for a username or address that somebody has. Asked before hashing, for a quick answer; the database decides when the
   * account is made. A username that is somebody's address is refused too, since it could never log in.
   *
   * @param ownId whose username and address these may be
   */
  async findTaken({ username, email }: Pick<NewUser, "username" | "email">, ownId: string | null = null): Promise<UserError[]> {
    const [row] = await this.database.query<{ username_taken: boolean; email_taken: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM users WHERE (username_key = $1 OR (email_key = $1 AND email_key <> $2)) AND id IS DISTINCT FROM $3)
                AS username_taken,
              EXISTS (SELECT 1 FROM users WHERE email_key = $2 AND email_key <> '' AND id IS DISTINCT FROM $3) AS email_taken`,
      [usernameKey(username), emailKey(email), ownId],
    );
    return [...(row?.username_taken ? [usernameTaken] : []), ...(row?.email_taken && !this.rules.sharedEmails ? [emailTaken] : [])];
  }

  /**
   * Makes an account.
   *
   * @throws UserErrors `ALREADY_TAKEN`, decided by the database
   */
  async create(user: NewUser): Promise<UserRecord> {
    const { manager } = this.database;
    const row = manager.create(User, {
      isActive: true,
      ...user,
      id: newId(),
      usernameKey: usernameKey(user.username),
      emailKey: emailKey(user.email),
      emailIsShared: this.rules.sharedEmails,
      lastLoginAt: null,
      externalId: null,
    });
    await orTaken(async () => manager.insert(User, row));
    return recordOf(row);
  }

  /** Gives a user names, normalised and checked already, and the next version. */
  async rename(id: string, { firstName, lastName }: Pick<UserRecord, "firstName" | "lastName">): Promise<UserRecord | null> {
    const [row] = await this.database.query<UserRow>(
      `UPDATE users SET first_name = $2, last_name = $3, version = version + 1 WHERE id = $1 RETURNING ${userColumns}`,
      [id, firstName, lastName],
    );
    return row ? toUserRecord(row) : null;
  }

  /**
   * Replaces the password record, if it still is the one that was checked.
   *
   * @returns whether it was
   */
  async replacePassword(id: string, from: string, to: string): Promise<boolean> {
    return (await this.database.execute("UPDATE users SET password = $3 WHERE id = $1 AND password = $2", [id, from, to])) === 1;
  }
}

// Prepared, because every log-in runs them.
const findStatement = { name: "find-user", text: `SELECT ${userColumns} FROM users WHERE id = $1` };

const findByIdentifierStatement = {
  name: "find-user-by-identifier",
  text: `
    (SELECT ${userColumns}, password, true AS by_email FROM users WHERE email_key = $1 AND $1 <> '' LIMIT 2)
    UNION ALL
    (SELECT ${userColumns}, password, false FROM users WHERE username_key = $2 AND $2 <> '')`,
};

type PasswordRow = UserRow & { readonly password: string };

function toUserWithPassword(row: PasswordRow): UserWithPassword {
  return { ...toUserRecord(row), password: row.password };
}

/** Leaves out the password record and the keys. */
function recordOf(row: User): UserRecord {
  const { id, username, firstName, lastName, email, isActive, isStaff, isSuperuser, joinedAt, lastLoginAt } = row;
  const { version, externalId } = row;
  return { id, username, firstName, lastName, email, isActive, isStaff, isSuperuser, joinedAt, lastLoginAt, version, externalId };
}
