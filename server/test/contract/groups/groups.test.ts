import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { newId } from "../../../foundation/kernel/ids.js";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { clientOf, createPerson, fourCallers } from "../../support/people.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer, type TestServer } from "../../support/test-server.js";

interface Named {
  readonly nodes: readonly { readonly name: string }[];
}

let server: TestServer;
let root: GraphqlClient;
const ids = new Map<string, string>();

async function createGroup(name: string, ...permissions: string[]): Promise<void> {
  const id = newId();
  ids.set(name, id);
  await server.database.execute("INSERT INTO groups VALUES ($1, $2)", [id, name]);
  await server.database.execute(
    "INSERT INTO group_permissions SELECT $1, id FROM permissions WHERE app_label || '.' || codename = ANY($2)",
    [id, permissions],
  );
}

async function join(group: string, userId: string): Promise<void> {
  await server.database.execute("INSERT INTO user_groups (group_id, user_id) VALUES ($1, $2)", [ids.get(group), userId]);
}

beforeAll(async () => {
  server = await createTestServer();
  await createGroup("Zebra", "auth.view_user", "auth.add_user", "auth.view_group");
  await createGroup("apple", "auth.view_user");
  await createGroup("Äther");
  await createGroup("editors", "auth.change_user");
  await createGroup("Editors");
  for (const username of ["cleo", "Ann", "bob"]) await join("Zebra", (await createPerson(server, { username })).id);
  root = await clientOf(server, await createPerson(server, { username: "root", isSuperuser: true }));
});

afterAll(async () => server.stop());

describe("groups", () => {
  const document = `query ($filter: GroupFilter, $search: String, $orderBy: [GroupOrder!]) {
    groups(filter: $filter, search: $search, orderBy: $orderBy) { nodes { name } totalCount }
  }`;

  test.each<[string, object, string[]]>([
    ["all, as a dictionary sorts them", {}, ["apple", "Äther", "editors", "Editors", "Zebra"]],
    ["from the end", { orderBy: [{ field: "NAME", direction: "DESC" }] }, ["Zebra", "Editors", "editors", "Äther", "apple"]],
    ["by search", { search: "ED tor" }, ["editors", "Editors"]],
    ["by a part of the name", { filter: { name: { contains: "ÄT" } } }, ["Äther"]],
    ["by names", { filter: { name: { in: ["apple", "nothing", "ZEBRA"] } } }, ["apple", "Zebra"]],
    ["by permission", { filter: { permissions: { in: ["auth.view_user", "auth.change_user"] } } }, ["apple", "editors", "Zebra"]],
    ["by all conditions at once", { filter: { name: { startsWith: "z" }, permissions: { in: ["auth.change_user"] } } }, []],
    ["by a phrase in quotes", { search: '"ED tor"' }, []],
    ["by a search that nothing can hold", { search: "a\0b" }, []],
  ])("%s", async (_name, variables, names) => {
    const { groups } = await root.ask<{ groups: Named & { totalCount: number } }>(document, variables);
    expect(groups.nodes.map(({ name }) => name)).toEqual(names);
    expect(groups.totalCount).toBe(names.length);
  });

  test("page by page, forward and back, without repeating or skipping one", async () => {
    const page = `query ($first: Int, $after: String, $last: Int, $before: String) {
      groups(first: $first, after: $after, last: $last, before: $before) { nodes { name } pageInfo { startCursor endCursor hasNextPage } }
    }`;
    type Reply = { groups: Named & { pageInfo: { startCursor: string; endCursor: string; hasNextPage: boolean } } };
    const first = await root.ask<Reply>(page, { first: 3 });
    const second = await root.ask<Reply>(page, { first: 3, after: first.groups.pageInfo.endCursor });
    const back = await root.ask<Reply>(page, { last: 3, before: second.groups.pageInfo.startCursor });
    expect([...first.groups.nodes, ...second.groups.nodes].map(({ name }) => name)).toEqual([
      "apple",
      "Äther",
      "editors",
      "Editors",
      "Zebra",
    ]);
    expect(first.groups.pageInfo.hasNextPage).toBe(true);
    expect(second.groups.pageInfo.hasNextPage).toBe(false);
    expect(back.groups.nodes).toEqual(first.groups.nodes);
  });

  test("are for those who may view groups", async () => {
    for (const { client, code } of await fourCallers(server, "auth.view_group")) {
      expect((await client.send("{ groups { nodes { name } } }")).code).toBe(code);
    }
  });

  test("may be filtered by permissions only by those who may view these", async () => {
    const client = await clientOf(server, await createPerson(server, { permissions: ["auth.view_group"] }));
    expect((await client.send(document, { filter: { permissions: { in: [] } } })).code).toBe("FORBIDDEN");
  });
});

describe("group", () => {
  const document = `query ($id: ID!) { group(id: $id) { id name } }`;

  test("is found by its id", async () => {
    const id = toNodeId("Group", ids.get("apple") ?? "");
    expect(await root.ask(document, { id })).toEqual({ group: { id, name: "apple" } });
  });

  test.each([
    ["an unknown id", toNodeId("Group", "0198c0de-0000-7000-8000-000000000000")],
    ["nonsense", "nonsense"],
    ["a bare key", "0198c0de-0000-7000-8000-000000000000"],
    ["an empty id", ""],
  ])("is null for %s", async (_name, id) => {
    expect(await root.ask(document, { id })).toEqual({ group: null });
  });

  test("is null for the id of another type", async () => {
    expect(await root.ask(document, { id: toNodeId("User", ids.get("apple") ?? "") })).toEqual({ group: null });
  });

  test("is for those who may view groups", async () => {
    for (const { client, code } of await fourCallers(server, "auth.view_group")) {
      expect((await client.send(document, { id: "nonsense" })).code).toBe(code);
    }
  });
});

describe("what groups and users show of each other", () => {
  test("members by username, paged and counted", async () => {
    const members = `query ($id: ID!, $after: String) {
      group(id: $id) { users(first: 2, after: $after) { nodes { username } totalCount pageInfo { endCursor hasNextPage hasPreviousPage } } }
    }`;
    const id = toNodeId("Group", ids.get("Zebra") ?? "");
    const page = { hasNextPage: true, hasPreviousPage: false, endCursor: expect.any(String) };
    const first = await root.ask<{ group: { users: { pageInfo: { endCursor: string } } } }>(members, { id });
    expect(first).toEqual({ group: { users: { nodes: [{ username: "Ann" }, { username: "bob" }], totalCount: 3, pageInfo: page } } });
    const after = first.group.users.pageInfo.endCursor;
    expect(await root.ask(members, { id, after })).toMatchObject({
      group: { users: { nodes: [{ username: "cleo" }], totalCount: 3, pageInfo: { hasNextPage: false, hasPreviousPage: true } } },
    });
  });

  test("members who are searched for, in one group as in several", async () => {
    const { groups } = await root.ask<{ groups: { nodes: object[] } }>(
      `{ groups { nodes { name b: users(search: "B", first: 1) { nodes { username } totalCount } ab: users(search: "ANN") { nodes { username } } } } }`,
    );
    const none = { nodes: [] };
    expect(groups.nodes.at(-1)).toEqual({
      name: "Zebra",
      b: { nodes: [{ username: "bob" }], totalCount: 1 },
      ab: { nodes: [{ username: "Ann" }] },
    });
    expect(groups.nodes[0]).toEqual({ name: "apple", b: { ...none, totalCount: 0 }, ab: none });
    const one =
      'query ($id: ID!, $after: String) { group(id: $id) { users(search: "example.com", first: 2, after: $after) { nodes { username } pageInfo { endCursor } totalCount } } }';
    const id = toNodeId("Group", ids.get("Zebra") ?? "");
    const first = await root.ask<{ group: { users: { pageInfo: { endCursor: string } } } }>(one, { id });
    expect(first).toMatchObject({ group: { users: { nodes: [{ username: "Ann" }, { username: "bob" }], totalCount: 3 } } });
    const rest = await root.ask(one, { id, after: first.group.users.pageInfo.endCursor });
    expect(rest).toMatchObject({ group: { users: { nodes: [{ username: "cleo" }] } } });
  });

  test("no member for a search of absurd length", async () => {
    const { code } = await root.send("query ($search: String) { groups { nodes { users(search: $search) { nodes { id } } } } }", {
      search: "x".repeat(1001),
    });
    expect(code).toBe("BAD_USER_INPUT");
  });

  test("the last entries of every list, in the order of the list", async () => {
    const { groups } = await root.ask<{ groups: { nodes: object[] } }>("{ groups { nodes { permissions(last: 2) { nodes { name } } } } }");
    expect(groups.nodes.at(-1)).toEqual({ permissions: { nodes: [{ name: "auth.add_user" }, { name: "auth.view_user" }] } });
  });

  test("the rest of every list behind a cursor, with the totals of all", async () => {
    type Reply = { groups: { nodes: { permissions: { nodes: object[]; totalCount: number; pageInfo: { endCursor: string | null } } }[] } };
    const lists = `query ($first: Int, $after: String) {
      groups { nodes { permissions(first: $first, after: $after) { nodes { name } totalCount pageInfo { endCursor } } } }
    }`;
    const start = await root.ask<Reply>(lists, { first: 1 });
    const after = start.groups.nodes.at(-1)?.permissions.pageInfo.endCursor;
    const { groups } = await root.ask<Reply>(lists, { after });
    expect(groups.nodes.map(({ permissions }) => [permissions.nodes.length, permissions.totalCount])).toEqual([
      [1, 1],
      [0, 0],
      [1, 1],
      [0, 0],
      [2, 3],
    ]);
  });

  test("aliases with different pages do not mix", async () => {
    const { group } = await root.ask<{ group: Record<string, { nodes: object[] }> }>(
      `query ($id: ID!) { group(id: $id) { one: users(first: 1) { nodes { username } } none: users(first: 0) { nodes { username } } } }`,
      { id: toNodeId("Group", ids.get("Zebra") ?? "") },
    );
    expect(group).toEqual({ one: { nodes: [{ username: "Ann" }] }, none: { nodes: [] } });
  });

  test("one's own groups, and nothing of somebody else's without the permission", async () => {
    const person = await createPerson(server, { permissions: ["auth.view_user"] });
    await join("apple", person.id);
    const client = await clientOf(server, person);
    expect(await client.ask("{ me { groups { nodes { name } } } }")).toEqual({ me: { groups: { nodes: [{ name: "apple" }] } } });

    const { body } = await client.send<{ userBy: unknown }>('{ userBy(by: { username: "ann" }) { username groups { totalCount } } }');
    expect(body.data?.userBy).toEqual({ username: "Ann", groups: null });
    expect(body.errors).toEqual([
      expect.objectContaining({ path: ["userBy", "groups"], extensions: { code: "FORBIDDEN", requiredPermissions: ["auth.view_group"] } }),
    ]);
  });

  test.each([
    ["users", "auth.view_user"],
    ["permissions", "auth.view_permission"],
  ])("%s of one's own group need %s", async (field, permission) => {
    const person = await createPerson(server);
    await join("Äther", person.id);
    const client = await clientOf(server, person);
    const { body } = await client.send<{ me: unknown }>(`{ me { groups { nodes { name ${field} { totalCount } } } } }`);
    expect(body.data?.me).toEqual({ groups: { nodes: [{ name: "Äther", [field]: null }] } });
    expect(body.errors?.[0]?.extensions).toEqual({ code: "FORBIDDEN", requiredPermissions: [permission] });
  });
});

describe("statements", () => {
  test.each([
    ["groups", "groups(first: $first) { nodes { name } }", 2],
    ["groups with their total", "groups(first: $first) { nodes { name } totalCount }", 3],
    ["groups with members and permissions", "groups(first: $first) { nodes { users { nodes { id } } permissions { nodes { id } } } }", 4],
    ["groups with totals of members", "groups(first: $first) { nodes { users(first: 0) { totalCount } } }", 4],
    ["members with their groups again", "groups(first: $first) { nodes { users { nodes { groups { nodes { id } } } } } }", 4],
  ])("of %s do not grow with the page", async (_name, selection, count) => {
    for (const first of [1, 5]) {
      const statements = await statementsOf(async () => root.ask(`query ($first: Int) { ${selection} }`, { first }));
      expect(statements).toHaveLength(count);
    }
  });

  test("circles are bounded by their cost", async () => {
    const circle = (levels: number): string => (levels === 0 ? "id" : `groups { nodes { users { nodes { ${circle(levels - 1)} } } } }`);
    expect(await root.send(`{ me { ${circle(2)} } }`)).toMatchObject({ status: 400, code: "QUERY_TOO_COMPLEX" });
  });
});
