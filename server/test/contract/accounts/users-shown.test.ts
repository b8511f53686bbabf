import { afterAll, expect, test } from "@jest/globals";
import { clientOf, createPerson } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const root = await clientOf(server, await createPerson(server, { isSuperuser: true, isStaff: true, firstName: "Ada", lastName: "Hopper" }));
const member = await createPerson(server, { username: "member", groupPermissions: ["auth.view_user"] });
await createPerson(server, { isActive: false, email: "" });
await server.database.execute("UPDATE users SET external_id = 'old-4711', version = 7 WHERE id = $1", [member.id]);

type User = Readonly<Record<string, unknown>>;

async function listed(selected: string, fragments = ""): Promise<readonly User[]> {
  const { users } = await root.ask<{ users: { nodes?: User[]; edges?: { node: User }[] } }>(`{ users { ${selected} } } ${fragments}`);
  return users.nodes ?? (users.edges ?? []).map(({ node }) => node);
}

const fields = ["username", "firstName", "lastName", "fullName", "email", "isActive", "isStaff", "isSuperuser"];
const further = ["joinedAt", "lastLoginAt", "version", "externalId"];
const whole = await listed(`nodes { id ${[...fields, ...further].join(" ")} passwordSummary { algorithm } }`);

test("a list shows more than nothing, so that the tests below compare something", () => {
  expect(whole.filter(({ joinedAt }) => typeof joinedAt === "string")).toHaveLength(3);
  for (const value of [{ externalId: "old-4711" }, { version: 7 }, { isSuperuser: true }, { isActive: false }]) {
    expect(whole).toContainEqual(expect.objectContaining(value));
  }
});

test.each([...fields, ...further])("a list shows %s alike, whatever else is asked for", async (field) => {
  const expected = whole.map((user) => ({ id: user["id"], [field]: user[field] }));
  expect(await listed(`nodes { id ${field} }`)).toEqual(expected);
  expect(await listed(`edges { node { id ${field} } }`)).toEqual(expected);
  expect(await listed("nodes { ...Shown }", `fragment Shown on User { id ... on Node { ... on User { ${field} } } }`)).toEqual(expected);
  expect(await listed(`nodes { id } again: nodes { id } nodes { ${field} }`)).toEqual(expected);
});

test("a list is not held up by fragments that spread others twice and twice again", async () => {
  const inner = Array.from({ length: 30 }, (_, level) => `fragment F${level} on User { ...F${level + 1} ...F${level + 1} }`);
  const fragments = [...inner, "fragment F30 on User { id version }"].join(" ");
  expect(await listed("nodes { ...F0 } nodes { ...F0 }", fragments)).toEqual(whole.map(({ id, version }) => ({ id, version })));
});

test.each([0, 1, 2, 20, 21, 22])("a list shows the groups of a user with %i of them by name, in pages of any size", async (count) => {
  const names = Array.from(
    { length: count },
    (_, index) => `${["zeder", "Ähre", "Berg", "ahorn"][index % 4]}-${String(index).padStart(2, "0")}`,
  );
  await server.database.execute("DELETE FROM user_groups WHERE user_id = $1", [member.id]);
  await server.database.execute(
    "INSERT INTO groups (id, name) SELECT gen_random_uuid(), name FROM unnest($1::text[]) AS name ON CONFLICT (name) DO NOTHING",
    [names],
  );
  await server.database.execute("INSERT INTO user_groups (user_id, group_id) SELECT $1, id FROM groups WHERE name = ANY($2)", [
    member.id,
    names,
  ]);
  const sorted = names.toSorted(new Intl.Collator("en").compare);
  for (const first of [1, 20, 21, 50]) {
    const users = await listed(`nodes { username groups(first: ${first}) { nodes { name } pageInfo { hasNextPage } totalCount } }`);
    expect(users.find(({ username }) => username === "member")).toEqual({
      username: "member",
      groups: {
        nodes: sorted.slice(0, first).map((name) => ({ name })),
        pageInfo: { hasNextPage: count > first },
        totalCount: count,
      },
    });
  }
});

test("a list shows a group to all who are in it, and goes on behind a cursor of one", async () => {
  const everybody = await server.database.query<{ id: string }>("SELECT id FROM users");
  await server.database.execute("DELETE FROM user_groups");
  await server.database.execute("INSERT INTO groups (id, name) SELECT gen_random_uuid(), name FROM unnest($1::text[]) AS name", [
    ["common b", "common a"],
  ]);
  await server.database.execute(
    "INSERT INTO user_groups (user_id, group_id) SELECT users.id, groups.id FROM users, groups WHERE groups.name LIKE 'common %'",
  );
  const groups = await listed("nodes { groups(first: 1) { nodes { id name } pageInfo { endCursor } } }");
  expect(groups).toHaveLength(everybody.length);
  expect(new Set(groups.map((user) => JSON.stringify(user))).size).toBe(1);
  const [{ groups: first }] = groups as [{ groups: { nodes: { name: string }[]; pageInfo: { endCursor: string } } }];
  expect(first.nodes.map(({ name }) => name)).toEqual(["common a"]);
  const rest = await listed(`nodes { groups(first: 1, after: "${first.pageInfo.endCursor}") { nodes { name } } }`);
  expect(rest).toEqual(everybody.map(() => ({ groups: { nodes: [{ name: "common b" }] } })));
});
