import { emailKey, normalizeEmail } from "../../../foundation/kernel/email-address.js";
import type { Database } from "../../../foundation/platform/database/database.js";
import { normalizeUsername, usernameKey } from "../../accounts/username.js";
import type { ImportedUser } from "../imported-rows.js";
import { acceptableUsername, distinctUsername } from "./rename-user.js";

/** Whatever of this server a batch of users could get in the way of. */
export interface ExistingUsers {
  /** Keys of usernames, by external id. */
  readonly usernameKeyByExternalId: ReadonlyMap<string, string>;
  readonly usernameKeys: ReadonlySet<string>;
  readonly emailKeys: ReadonlySet<string>;
}

/** Looks up the users here that have an id, a name or an address of a batch. One query. */
export async function findExistingUsers(database: Database, users: readonly ImportedUser[]): Promise<ExistingUsers> {
  const rows = await database.query<{ external_id: string | null; username_key: string; email_key: string }>(
    `SELECT external_id, username_key, email_key FROM users WHERE external_id = ANY($1)
     UNION ALL SELECT external_id, username_key, '' FROM users WHERE username_key = ANY($2)
     UNION ALL SELECT external_id, username_key, email_key FROM users WHERE email_key = ANY($3) AND email_key <> ''`,
    [users.map((user) => user.externalId), users.flatMap(possibleUsernameKeys), users.map((user) => emailKey(normalizeEmail(user.email)))],
  );
  return {
    usernameKeyByExternalId: new Map(rows.flatMap((row) => (row.external_id === null ? [] : [[row.external_id, row.username_key]]))),
    usernameKeys: new Set(rows.map((row) => row.username_key)),
    emailKeys: new Set(rows.map((row) => row.email_key)),
  };
}

/** The keys of all names that an import may give to a user. */
export function possibleUsernameKeys({ username, externalId }: ImportedUser): string[] {
  const name = normalizeUsername(username);
  const acceptable = acceptableUsername(name);
  return [name, acceptable, distinctUsername(acceptable, externalId)].map(usernameKey);
}
