import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { clientOf, createPerson } from "../../support/people.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer, type TestServer } from "../../support/test-server.js";

const document = `query ($ids: [ID!]!) { nodes(ids: $ids) {
  type: __typename id ... on User { username } ... on Group { name } ... on Permission { codename } ... on ResourceType { model } ... on Session { current }
  ... on LogEntry { action }
} }`;
const unknownKey = "0198c0de-0000-7000-8000-000000000000";
const types = ["User", "Group", "Permission", "ResourceType", "Session", "LogEntry"] as const;

let server: TestServer;
/** An id of each type, of nobody who asks here. */
let others: Record<(typeof types)[number], string>;

async function typesSeen(client: GraphqlClient, ids: readonly string[]): Promise<(string | null)[]> {
  const { nodes } = await client.ask<{ nodes: ({ type: string; id: string } | null)[] }>(document, { ids });
  nodes.forEach((node, index) => expect(node?.id ?? ids[index]).toBe(ids[index]));
  return nodes.map((node) => node && node.type);
}

async function ownIds(client: GraphqlClient): Promise<string[]> {
  const { viewer } = await client.ask<{ viewer: { user: { id: string }; session: { id: string } } }>(
    "{ viewer { user { id } session { id } } }",
  );
  return [viewer.user.id, viewer.session.id];
}

beforeAll(async () => {
  server = await createTestServer();
  const [user = "", session = ""] = await ownIds(
    await clientOf(server, await createPerson(server, { groupPermissions: ["auth.add_user"] })),
  );
  const [row] = await server.database.query<{ group: string; permission: string; type: string }>(
    `SELECT group_id AS "group", permission_id AS permission, resource_types.id AS type
     FROM group_permissions JOIN permissions ON permissions.id = permission_id JOIN resource_types USING (app_label, model)`,
  );
  const [entry] = await server.database.query<{ id: string }>("SELECT id FROM log_entries");
  others = {
    LogEntry: toNodeId("LogEntry", entry?.id ?? ""),
    User: user,
    Session: session,
    Group: toNodeId("Group", row?.group ?? ""),
    Permission: toNodeId("Permission", row?.permission ?? ""),
    ResourceType: toNodeId("ResourceType", row?.type ?? ""),
  };
});

afterAll(async () => server.stop());

describe("nodes", () => {
  test("gives objects of any type in the order of the ids, again where an id comes again", async () => {
    const client = await clientOf(server, await createPerson(server, { isSuperuser: true }));
    const { User, Group, Permission, Session, LogEntry } = others;
    const seen = await typesSeen(client, [Group, User, LogEntry, Permission, Session, User]);
    expect(seen).toEqual(["Group", "User", "LogEntry", "Permission", "Session", "User"]);
  });

  test("does not tell what is not there from what may not be seen", async () => {
    const client = await clientOf(server, await createPerson(server));
    const { body } = await client.send(document, { ids: [...Object.values(others), ...types.map((type) => toNodeId(type, unknownKey))] });
    expect(body.errors).toBeUndefined();
    expect(body.data).toEqual({ nodes: Array.from({ length: 2 * types.length }, () => null) });
  });

  test.each<[string, string]>([
    ["User", "auth.view_user"],
    ["Group", "auth.view_group"],
    ["Permission", "auth.view_permission"],
    ["ResourceType", "contenttypes.view_contenttype"],
    ["Session", "sessions.view_session"],
    ["LogEntry", "admin.view_logentry"],
  ])("shows a %s of others to who holds %s, and nothing else", async (type, permission) => {
    const client = await clientOf(server, await createPerson(server, { permissions: [permission] }));
    expect(
      await typesSeen(
        client,
        types.map((name) => others[name]),
      ),
    ).toEqual(types.map((name) => (name === type ? type : null)));
  });

  test("shows everybody themselves and their own sessions", async () => {
    const client = await clientOf(server, await createPerson(server));
    expect(await typesSeen(client, await ownIds(client))).toEqual(["User", "Session"]);
  });

  test("does not show a session that has ended", async () => {
    const person = await createPerson(server);
    const [, ended = ""] = await ownIds(await clientOf(server, person));
    const client = await clientOf(server, person);
    await client.ask("mutation { revokeOtherSessions { revokedCount } }");
    expect(await typesSeen(client, [ended])).toEqual([null]);
  });

  test.each([
    ["nonsense", "nonsense"],
    ["an empty id", ""],
    ["a bare key", unknownKey],
    ["a type that is no node", toNodeId("PageInfo", unknownKey)],
    ["a type of the language", toNodeId("constructor", unknownKey)],
    ["a key that is none", toNodeId("User", "1 OR 1=1")],
    ["too much", `${toNodeId("User", unknownKey)}:`.repeat(1000)],
  ])("is null for %s", async (_name, id) => {
    const client = await clientOf(server, await createPerson(server, { isSuperuser: true }));
    expect(await typesSeen(client, [])).toEqual([]);
    expect(await client.ask("query ($id: ID!) { node(id: $id) { id } }", { id })).toEqual({ node: null });
  });

  test("needs somebody who is logged in", async () => {
    expect((await server.client().send(document, { ids: [] })).code).toBe("UNAUTHENTICATED");
    expect((await server.client().send('{ node(id: "") { id } }')).code).toBe("UNAUTHENTICATED");
  });

  test("takes 100 ids, and counts each in the cost", async () => {
    const client = await clientOf(server, await createPerson(server));
    const ids = (count: number) => Array.from({ length: count }, () => others.User);
    const { body } = await client.send(document, { ids: ids(100) });
    expect(body.extensions).toMatchObject({ cost: { requested: 100, actual: 0 } });
    expect(await client.send(document, { ids: ids(101) })).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
  });

  test("reads each type once", async () => {
    const client = await clientOf(server, await createPerson(server, { isSuperuser: true }));
    const users = await server.database.query<{ id: string }>("SELECT id FROM users");
    const ids = [...users.map(({ id }) => toNodeId("User", id)), ...Object.values(others)];
    expect(ids.length).toBeGreaterThan(10);
    expect(await statementsOf(async () => client.ask(document, { ids }))).toHaveLength(1 + types.length);
  });
});

test("node gives one object", async () => {
  const client = await clientOf(server, await createPerson(server, { isSuperuser: true }));
  const { node } = await client.ask<{ node: object }>("query ($id: ID!) { node(id: $id) { __typename id } }", { id: others.Group });
  expect(node).toEqual({ __typename: "Group", id: others.Group });
});
