import { afterAll, describe, expect, test } from "@jest/globals";

import type { GraphqlClient } from "../../support/graphql-client.js";
import { mutate } from "../../support/operations.js";
import { clientOf, createPerson, fourCallers } from "../../support/people.js";
import { administer, createGroup, groupIdOf, staffWith, userId } from "../../support/staff.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

interface HistoryReply {
  readonly totalCount: number;
  readonly nodes: readonly {
    readonly action: string;
    readonly actorId: string | null;
    readonly ipAddress: string | null;
    readonly userAgent: string | null;
    readonly changes: readonly { readonly field: string; readonly old: unknown; readonly new: unknown }[];
    readonly details: object;
  }[];
}

const fields = "{ totalCount nodes { action actorId ipAddress userAgent changes { field old new } details } }";

const superuser = await createPerson(server, { isSuperuser: true });
const admin = await clientOf(server, superuser);

async function historyOf(client: GraphqlClient, id: string): Promise<HistoryReply> {
  const { node } = await client.ask<{ node: { history: HistoryReply } }>(
    `query ($id: ID!) { node(id: $id) { ... on User { history ${fields} } ... on Group { history ${fields} } } }`,
    { id },
  );
  return node.history;
}

describe("User.history", () => {
  test("tells what was done to the user with old and new values, newest first, and by whom", async () => {
    const person = await createPerson(server, { firstName: "Ada" });
    await clientOf(server, person);
    await administer(admin, "updateUser", { id: userId(person), firstName: "Augusta" });
    await administer(admin, "deactivateUsers", { ids: [userId(person)] });
    const { totalCount, nodes } = await historyOf(admin, userId(person));
    expect(totalCount).toBe(2);
    expect(nodes.map(({ action, actorId, changes }) => ({ action, actorId, changes }))).toEqual([
      { action: "CHANGE", actorId: userId(superuser), changes: [{ field: "isActive", old: true, new: false }] },
      { action: "CHANGE", actorId: userId(superuser), changes: [{ field: "firstName", old: "Ada", new: "Augusta" }] },
    ]);
  });

  test("follows the actor to a user, and to nobody when the actor is gone", async () => {
    const [actor, target] = [await createPerson(server, { permissions: ["auth.change_user"] }), await createPerson(server)];
    await administer(await clientOf(server, actor), "updateUser", { id: userId(target), lastName: "Byron" });
    const actorId = (await historyOf(admin, userId(target))).nodes[0]?.actorId;
    const query = "query ($id: ID!) { node(id: $id) { ... on User { username } } }";
    expect(await admin.ask(query, { id: actorId })).toEqual({ node: { username: actor.username } });
    await administer(admin, "deleteUsers", { ids: [userId(actor)] });
    expect((await historyOf(admin, userId(target))).nodes[0]?.actorId).toBe(actorId);
    expect(await admin.ask(query, { id: actorId })).toEqual({ node: null });
  });

  test("says where things came from to who may read the log only", async () => {
    const person = await createPerson(server);
    await administer(admin, "updateUser", { id: userId(person), firstName: "Ada" });
    const [seen] = (await historyOf(admin, userId(person))).nodes;
    expect(seen).toMatchObject({ ipAddress: "127.0.0.1", userAgent: expect.any(String) });
    const [hidden] = (await historyOf(await staffWith(server, { permissions: ["auth.view_user"] }), userId(person))).nodes;
    expect(hidden).toMatchObject({ action: "CHANGE", ipAddress: null, userAgent: null });
  });

  test("leaves out groups and permissions for who may not see them", async () => {
    const person = await createPerson(server);
    const group = await createGroup(server);
    await administer(admin, "updateUser", {
      id: userId(person),
      firstName: "Ada",
      groupIds: [groupIdOf(group)],
      permissions: ["auth.view_user"],
    });
    const namesFor = async (...permissions: readonly string[]) => {
      const [entry] = (await historyOf(await staffWith(server, { permissions: ["auth.view_user", ...permissions] }), userId(person))).nodes;
      expect(Object.keys((entry?.details as { changes: object } | undefined)?.changes ?? {}).toSorted()).toEqual(
        entry?.changes.map(({ field }) => field).toSorted(),
      );
      return entry?.changes.map(({ field }) => field).toSorted();
    };
    expect(await namesFor()).toEqual(["firstName"]);
    expect(await namesFor("auth.view_group")).toEqual(["firstName", "groups"]);
    expect(await namesFor("auth.view_permission")).toEqual(["firstName", "permissions"]);
  });

  test("needs auth.view_user, also for oneself", async () => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    await mutate(client, "updateProfile", { firstName: "Ada" });
    const { code, body } = await client.send("{ viewer { user { username history { totalCount } } } }");
    expect([code, body.data]).toEqual(["FORBIDDEN", { viewer: { user: { username: person.username, history: null } } }]);
  });

  test("costs one query for all users of a page, one for their numbers, and one for their totals", async () => {
    const people = [await createPerson(server), await createPerson(server), await createPerson(server)];
    for (const person of people) await administer(admin, "updateUser", { id: userId(person), firstName: "Ada" });
    const query = `{ users(first: 100) { nodes { history(first: 3) { totalCount nodes { number changes { field } } } } } }`;
    const statements = await statementsOf(async () => admin.ask(query));
    expect(statements.filter((text) => text.includes("log_"))).toHaveLength(3);
  });
});

describe("Group.history", () => {
  test("tells what was done to the group with old and new values, page by page", async () => {
    const { group } = await administer(admin, "createGroup", { name: "Historians", permissions: ["auth.view_user"] });
    const id = group?.id ?? "";
    await administer(admin, "updateGroup", { id, name: "Chroniclers", permissions: [] });
    const { nodes } = await historyOf(admin, id);
    expect(nodes.map(({ action, changes }) => [action, changes])).toEqual([
      [
        "CHANGE",
        expect.arrayContaining([
          { field: "name", old: "Historians", new: "Chroniclers" },
          { field: "permissions", old: ["auth.view_user"], new: [] },
        ]),
      ],
      ["ADD", expect.arrayContaining([{ field: "name", old: null, new: "Historians" }])],
    ]);
    const page = await admin.ask(
      "query ($id: ID!) { group(id: $id) { history(first: 1) { nodes { action } pageInfo { hasNextPage } } } }",
      { id },
    );
    expect(page).toEqual({ group: { history: { nodes: [{ action: "CHANGE" }], pageInfo: { hasNextPage: true } } } });
  });

  test("leaves out permissions for who may not see them", async () => {
    const { group } = await administer(admin, "createGroup", { name: "Archivists", permissions: ["auth.view_user"] });
    const [entry] = (await historyOf(await staffWith(server, { permissions: ["auth.view_group"] }), group?.id ?? "")).nodes;
    expect(entry?.changes).toEqual([{ field: "name", old: null, new: "Archivists" }]);
  });

  test("shows itself to callers who may see groups", async () => {
    const id = groupIdOf(await createGroup(server));
    for (const { client, code } of await fourCallers(server, "auth.view_group")) {
      expect((await client.send("query ($id: ID!) { group(id: $id) { history { totalCount } } }", { id })).code).toBe(code);
    }
  });
});
