import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import type { GraphqlClient } from "../../support/graphql-client.js";
import { clientOf, createPerson, fourCallers } from "../../support/people.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer, type TestServer } from "../../support/test-server.js";

let server: TestServer;
let root: GraphqlClient;

beforeAll(async () => {
  server = await createTestServer();
  root = await clientOf(server, await createPerson(server, { isSuperuser: true }));
  await createPerson(server, { username: "ann", permissions: ["auth.view_user", "auth.add_user"], groupPermissions: ["auth.delete_user"] });
});

afterAll(async () => server.stop());

describe("permissions", () => {
  const document = `query ($filter: PermissionFilter, $search: String, $first: Int) {
    permissions(filter: $filter, search: $search, first: $first) { nodes { name } totalCount }
  }`;

  test.each<[string, object, string[]]>([
    [
      "in Django's order",
      { first: 6 },
      ["add", "change", "delete", "view"].map((action) => `admin.${action}_logentry`).concat("auth.add_group", "auth.change_group"),
    ],
    [
      "by app and model",
      { filter: { appLabel: { equals: "auth" }, model: { equals: "GROUP" } } },
      ["add", "change", "delete", "view"].map((action) => `auth.${action}_group`),
    ],
    ["by codename", { filter: { codename: { in: ["view_user", "add_user"] } } }, ["auth.add_user", "auth.view_user"]],
    ["by a phrase in quotes", { search: '"delete user"' }, ["auth.delete_user"]],
    ["by search, in the label too", { search: "CAN delete user" }, ["auth.delete_user"]],
  ])("%s", async (_name, variables, names) => {
    const { permissions } = await root.ask<{ permissions: { nodes: { name: string }[] } }>(document, variables);
    expect(permissions.nodes.map(({ name }) => name)).toEqual(names);
  });

  test("are for those who may view permissions", async () => {
    for (const { client, code } of await fourCallers(server, "auth.view_permission")) {
      expect((await client.send(document)).code).toBe(code);
    }
  });
});

describe("permission", () => {
  const document = "query ($name: String!) { permission(name: $name) { name label appLabel model codename } }";

  test("is found by its name", async () => {
    expect(await root.ask(document, { name: "auth.add_user" })).toEqual({
      permission: { name: "auth.add_user", label: "Can add user", appLabel: "auth", model: "user", codename: "add_user" },
    });
  });

  test.each(["auth.nothing", "add_user", "auth.", ".add_user", "", "AUTH.ADD_USER", "auth.add_user ", "a\0b"])(
    "is null for %j",
    async (name) => {
      expect(await root.ask(document, { name })).toEqual({ permission: null });
    },
  );

  test("is for those who may view permissions", async () => {
    for (const { client, code } of await fourCallers(server, "auth.view_permission")) {
      expect((await client.send(document, { name: "auth.add_user" })).code).toBe(code);
    }
  });
});

describe("what users hold", () => {
  test("directly, not through groups", async () => {
    const document = '{ userBy(by: { username: "ann" }) { permissions { nodes { name } totalCount } } }';
    expect(await root.ask(document)).toEqual({
      userBy: { permissions: { nodes: [{ name: "auth.add_user" }, { name: "auth.view_user" }], totalCount: 2 } },
    });
  });

  test("is shown to themselves, and to others who may view permissions", async () => {
    const person = await createPerson(server, { permissions: ["auth.view_user"] });
    const client = await clientOf(server, person);
    expect(await client.ask("{ me { permissions { nodes { name } } } }")).toEqual({
      me: { permissions: { nodes: [{ name: "auth.view_user" }] } },
    });
    const { code, body } = await client.send<{ userBy: unknown }>('{ userBy(by: { username: "ann" }) { permissions { totalCount } } }');
    expect(code).toBe("FORBIDDEN");
    expect(body.data?.userBy).toEqual({ permissions: null });
  });

  test("groups of a permission need auth.view_group", async () => {
    const document = '{ permission(name: "auth.delete_user") { groups { nodes { name } } } }';
    expect(await root.ask(document)).toEqual({ permission: { groups: { nodes: [{ name: expect.stringContaining("group of") }] } } });
    const client = await clientOf(server, await createPerson(server, { permissions: ["auth.view_permission"] }));
    const { code, body } = await client.send(document);
    expect(code).toBe("FORBIDDEN");
    expect(body.data).toEqual({ permission: { groups: null } });
  });
});

describe("statements", () => {
  test.each([
    ["permissions", "permissions(first: $first) { nodes { name } }", 2],
    ["permissions with their groups", "permissions(first: $first) { nodes { groups { nodes { id } } } }", 3],
    [
      "users with all they are given",
      "users(first: $first) { nodes { groups(first: 5) { nodes { id } } permissions(first: 5) { nodes { id } } } }",
      4,
    ],
  ])("of %s do not grow with the page", async (_name, selection, count) => {
    for (const first of [1, 20]) {
      const statements = await statementsOf(async () => root.ask(`query ($first: Int) { ${selection} }`, { first }));
      expect(statements).toHaveLength(count);
    }
  });

  test("of who is no superuser are no more: what they hold comes with the session; then users, and groups", async () => {
    const client = await clientOf(server, await createPerson(server, { permissions: ["auth.view_user", "auth.view_group"] }));
    const statements = await statementsOf(async () => client.ask("{ users { nodes { groups { nodes { id } } } } }"));
    expect(statements).toHaveLength(3);
  });
});
