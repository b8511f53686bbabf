import { newId } from "../../foundation/kernel/ids.js";
import { BcryptSha256Hasher } from "../../modules/passwords/hashers/bcrypt-sha256-hasher.js";
import { UsersService } from "../../modules/accounts/users.service.js";
import type { GraphqlClient } from "./graphql-client.js";
import { logIn } from "./operations.js";
import type { TestServer } from "./test-server.js";

/** A user that a test made, with the password in clear. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** What a test wants of a user; the rest is made up. */
export interface PersonWish extends Partial<Omit<Person, "id">> {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly isActive?: boolean;
  readonly isStaff?: boolean;
  readonly isSuperuser?: boolean;
  /** Held directly, as `auth.view_user`. */
  readonly permissions?: readonly string[];
  /** Held through a group made for this user. */
  readonly groupPermissions?: readonly string[];
}

/** A password that keeps all rules, whoever uses it. */
export const goodPassword = "brave-Tulip-river-42";

const hasher = new BcryptSha256Hasher(4);
let people = 0;

/** Makes a user without the API. */
export async function createPerson({ database }: TestServer, wish: PersonWish = {}): Promise<Person> {
  const { isActive = true, permissions = [], groupPermissions = [], ...fields } = wish;
  const name = `person${++people}`;
  const person = { username: name, email: `${name}@example.com`, password: goodPassword, firstName: "", lastName: "", ...fields };
  const users = new UsersService(database, { logInWith: ["username", "email"], sharedEmails: false });
  const { id } = await users.create({ ...person, password: hasher.encode(person.password) });
  if (!isActive) await database.execute("UPDATE users SET is_active = false WHERE id = $1", [id]);
  for (const permission of permissions) await grant(database, permission, { to: "user", id });
  if (groupPermissions.length > 0) {
    const groupId = newId();
    await database.execute("INSERT INTO groups (id, name) VALUES ($1, $2)", [groupId, `group of ${name}`]);
    await database.execute("INSERT INTO user_groups (user_id, group_id) VALUES ($1, $2)", [id, groupId]);
    for (const permission of groupPermissions) await grant(database, permission, { to: "group", id: groupId });
  }
  return { id, username: person.username, email: person.email, password: person.password };
}

async function grant(
  database: TestServer["database"],
  permission: string,
  { to, id }: { to: "user" | "group"; id: string },
): Promise<void> {
  const granted = await database.execute(
    `INSERT INTO ${to}_permissions (${to}_id, permission_id) SELECT $1, id FROM permissions WHERE app_label || '.' || codename = $2`,
    [id, permission],
  );
  if (granted !== 1) throw new Error(`there is no permission ${permission}`);
}

/** A client that is logged in as somebody. */
export async function clientOf(server: TestServer, { username, password }: Person): Promise<GraphqlClient> {
  const client = server.client();
  const { userErrors } = await logIn(client, { identifier: username, password });
  if (userErrors.length > 0) throw new Error(`${username} could not log in: ${JSON.stringify(userErrors)}`);
  return client;
}

/** Somebody who sends an operation. */
export interface Caller {
  readonly caller: string;
  readonly client: GraphqlClient;
  /** Code of the refusal; undefined for whoever is let in. */
  readonly code: string | undefined;
}

/** The four kinds of caller of an operation that needs a permission, each with what it must be answered. */
export async function fourCallers(server: TestServer, permission: string): Promise<Caller[]> {
  const plain = await createPerson(server);
  const staff = await createPerson(server, { isStaff: true });
  const permitted = await createPerson(server, { isStaff: true, permissions: [permission] });
  return [
    { caller: "anonymous", client: server.client(), code: "UNAUTHENTICATED" },
    { caller: "a plain user", client: await clientOf(server, plain), code: "FORBIDDEN" },
    { caller: "staff without the permission", client: await clientOf(server, staff), code: "FORBIDDEN" },
    { caller: "staff with the permission", client: await clientOf(server, permitted), code: undefined },
  ];
}
