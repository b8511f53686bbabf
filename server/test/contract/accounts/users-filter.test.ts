import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { clientOf, createPerson, fourCallers } from "../../support/people.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer, type TestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const document = `query ($filter: UserFilter, $search: String) {
  users(filter: $filter, search: $search, first: 100) { nodes { username } totalCount }
}`;

let server: TestServer;
let staff: GraphqlClient;
let editors: string;
let readers: string;

/** Names of the users a filter finds, in their order. */
async function found(filter: object | null, client = staff): Promise<string[]> {
  const { users } = await client.ask<{ users: { nodes: { username: string }[]; totalCount: number } }>(document, { filter });
  expect(users.totalCount).toBe(users.nodes.length);
  return users.nodes.map(({ username }) => username);
}

async function createGroup(name: string, ...members: string[]): Promise<string> {
  const [group] = await server.database.query<{ id: string }>("INSERT INTO groups VALUES (gen_random_uuid(), $1) RETURNING id", [name]);
  const id = group?.id ?? "";
  await server.database.execute("INSERT INTO user_groups SELECT id, $1 FROM users WHERE username = ANY($2)", [id, members]);
  return toNodeId("Group", id);
}

beforeAll(async () => {
  server = await createTestServer();
  await createPerson(server, { username: "Ann", email: "Ann@Example.com", firstName: "Ann", lastName: "O'Neill" });
  await createPerson(server, { username: "bob_b", email: "bob@example.org", firstName: "Bob", lastName: "ΟΔΟΣ" });
  await createPerson(server, { username: "Straße", email: "", firstName: "Ünal", lastName: "100%" });
  await createPerson(server, { username: "dora", isActive: false, permissions: ["auth.add_user"] });
  const root = await createPerson(server, { username: "root", isSuperuser: true, isStaff: true });
  await server.database.execute("UPDATE users SET joined_at = '2020-01-01Z'");
  await server.database.execute(
    "UPDATE users SET joined_at = '2021-06-01T12:00Z', last_login_at = '2022-02-02T00:00Z', external_id = 'Old-7' WHERE username = 'Ann'",
  );
  editors = await createGroup("editors", "Ann", "bob_b");
  readers = await createGroup("readers", "bob_b");
  await server.database.execute(
    "INSERT INTO group_permissions SELECT groups.id, permissions.id FROM groups, permissions WHERE groups.name = 'editors' AND codename = 'change_user'",
  );
  staff = await clientOf(server, root);
});

afterAll(async () => server.stop());

describe("a filter on users", () => {
  test.each<[string, object | null, string[]]>([
    ["nothing at all", null, ["Ann", "bob_b", "dora", "root", "Straße"]],
    ["no condition", {}, ["Ann", "bob_b", "dora", "root", "Straße"]],
    ["null as absent", { isActive: null, username: null, groups: null }, ["Ann", "bob_b", "dora", "root", "Straße"]],
    ["external id equals", { externalId: { equals: "Old-7" } }, ["Ann"]],
    ["external id equals, in other letters", { externalId: { equals: "old-7" } }, []],
    ["not that external id", { not: { externalId: { in: ["Old-7"] } } }, ["bob_b", "dora", "root", "Straße"]],
    ["username equals, ignoring case", { username: { equals: "ANN" } }, ["Ann"]],
    ["username equals, ignoring how it is written", { username: { equals: "STRASSE" } }, ["Straße"]],
    ["username contains", { username: { contains: "O" } }, ["bob_b", "dora", "root"]],
    ["username contains a wildcard of SQL", { username: { contains: "_" } }, ["bob_b"]],
    ["username starts with", { username: { startsWith: "STRAß" } }, ["Straße"]],
    ["username in a list", { username: { in: ["dora", "ANN", "nobody"] } }, ["Ann", "dora"]],
    ["username in an empty list", { username: { in: [] } }, []],
    ["several operators at once", { username: { contains: "o", startsWith: "b" } }, ["bob_b"]],
    ["email domain, ignoring case", { emailDomain: "EXAMPLE.com" }, ["Ann", "dora", "root"]],
    ["email domain whole, not a part of it", { emailDomain: "example" }, []],
    ["no email domain", { emailDomain: "" }, ["Straße"]],
    ["not that email domain", { not: { emailDomain: "example.com" } }, ["bob_b", "Straße"]],
    ["first name contains, ignoring case", { firstName: { contains: "ÜNA" } }, ["Straße"]],
    ["username contains, ignoring how it is written", { username: { contains: "RASS" } }, ["Straße"]],
    ["email equals", { email: { equals: "ann@EXAMPLE.com" } }, ["Ann"]],
    ["no email", { email: { equals: "" } }, ["Straße"]],
    ["email contains", { email: { contains: "example.ORG" } }, ["bob_b"]],
    ["given name", { firstName: { startsWith: "üN" } }, ["Straße"]],
    ["family name", { lastName: { equals: "o'neill" } }, ["Ann"]],
    ["family name in a list", { lastName: { in: ["οδος", "O'NEILL"] } }, ["Ann", "bob_b"]],
    ["a percent sign", { lastName: { contains: "%" } }, ["Straße"]],
    ["inactive", { isActive: false }, ["dora"]],
    ["staff", { isStaff: true }, ["root"]],
    ["others than superusers", { isSuperuser: false }, ["Ann", "bob_b", "dora", "Straße"]],
    ["joined from, inclusive", { joinedAt: { from: "2021-06-01T12:00:00Z" } }, ["Ann"]],
    ["joined before, exclusive", { joinedAt: { before: "2021-06-01T12:00:00Z" } }, ["bob_b", "dora", "root", "Straße"]],
    [
      "joined between the ends of time",
      { joinedAt: { from: "0000-01-01T00:00:00Z", before: "9999-12-31T23:59:59Z" }, isStaff: true },
      ["root"],
    ],
    ["logged in within a span", { lastLogIn: { from: "2022-02-02T00:00:00Z", before: "2022-02-02T00:00:01Z" } }, ["Ann"]],
    ["never logged in", { lastLogIn: null }, ["bob_b", "dora", "Straße"]],
    ["logged in at all", { lastLogIn: {} }, ["Ann", "root"]],
    ["not before, nor never", { not: { lastLogIn: { from: "2023-01-01T00:00:00Z" } } }, ["Ann", "bob_b", "dora", "Straße"]],
    ["in no group", { groups: { none: true } }, ["dora", "root", "Straße"]],
    ["in some group", { groups: { none: false } }, ["Ann", "bob_b"]],
    ["in groups without a group", { groups: { in: [] } }, []],
    ["in something that is no group", { groups: { in: ["nonsense", toNodeId("User", "0")] } }, []],
    ["given a permission directly", { permissions: { in: ["auth.add_user"] } }, ["dora"]],
    ["given a permission by a group", { permissions: { in: ["auth.change_user"] } }, ["Ann", "bob_b"]],
    ["given one of several", { permissions: { in: ["auth.change_user", "auth.add_user"] } }, ["Ann", "bob_b", "dora"]],
    ["permissions that are none", { permissions: { in: ["auth.nothing", "nonsense", "a\0.b"] } }, []],
    ["and", { and: [{ isActive: true }, { username: { contains: "o" } }] }, ["bob_b", "root"]],
    ["or", { or: [{ isActive: false }, { isStaff: true }] }, ["dora", "root"]],
    ["or of nothing", { or: [] }, []],
    ["and of nothing", { and: [] }, ["Ann", "bob_b", "dora", "root", "Straße"]],
    ["not", { not: { or: [{ isActive: false }, { isStaff: true }] } }, ["Ann", "bob_b", "Straße"]],
    ["everything together", { isActive: true, or: [{ username: { equals: "ann" } }], not: { isStaff: true } }, ["Ann"]],
  ])("%s", async (_name, filter, names) => {
    expect(await found(filter)).toEqual(names);
  });

  test("by groups", async () => {
    expect(await found({ groups: { in: [editors] } })).toEqual(["Ann", "bob_b"]);
    expect(await found({ groups: { in: [readers] } })).toEqual(["bob_b"]);
    expect(await found({ not: { groups: { in: [readers] } } })).toEqual(["Ann", "dora", "root", "Straße"]);
  });

  test("narrows what a search finds", async () => {
    const { users } = await staff.ask<{ users: { nodes: object[] } }>(document, { search: "example", filter: { isActive: false } });
    expect(users.nodes).toEqual([{ username: "dora" }]);
  });

  test("costs the check of the session and one read", async () => {
    const few = `{ users(first: 1, filter: { isActive: true, permissions: { in: ["auth.change_user"] } }) { nodes { id } } }`;
    const statements = await statementsOf(async () => staff.ask(few));
    expect(statements).toHaveLength(2);
  });
});

describe("a filter that goes too far", () => {
  const nested = (levels: number): object => (levels === 1 ? { isActive: true } : { not: nested(levels - 1) });

  test.each<[string, object]>([
    ["six levels", nested(6)],
    ["sixty levels", nested(58)],
    ["51 parts", { or: Array.from({ length: 50 }, () => ({ isActive: true })) }],
    ["20,000 parts", { or: Array.from({ length: 20_000 }, () => ({})) }],
    ["101 names", { username: { in: Array.from({ length: 101 }, String) } }],
    ["101 groups", { groups: { in: Array.from({ length: 101 }, () => toNodeId("Group", "0198c0de-0000-7000-8000-000000000000")) } }],
    ["101 permissions", { permissions: { in: Array.from({ length: 101 }, String) } }],
    ["an absurd text", { firstName: { contains: absurd } }],
    ["NUL", { email: { equals: hostile.nul } }],
    ["half a character", { username: { in: [hostile.highSurrogate] } }],
    ["no point in time", { joinedAt: { from: "yesterday" } }],
    ["an unknown field", { password: { startsWith: "bcrypt" } }],
  ])("%s is refused", async (_name, filter) => {
    expect(await staff.send(document, { filter })).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
  });

  test.each([
    ["five levels", nested(5)],
    ["50 parts", { or: Array.from({ length: 49 }, () => ({ isActive: true })) }],
  ])("%s are let through", async (_name, filter) => {
    expect(await found(filter)).toEqual(["Ann", "bob_b", "root", "Straße"]);
  });
});

test("who may not see groups or permissions may not filter by them, however deep", async () => {
  const [, , , permitted] = await fourCallers(server, "auth.view_user");
  const client = permitted?.client as GraphqlClient;
  for (const [filter, missing] of [
    [{ groups: { none: true } }, "auth.view_group"],
    [{ not: { or: [{ permissions: { in: [] } }] } }, "auth.view_permission"],
  ] as const) {
    const { code, body } = await client.send(document, { filter });
    expect(code).toBe("FORBIDDEN");
    expect(body.errors?.[0]?.extensions["requiredPermissions"]).toEqual([missing]);
  }
});
