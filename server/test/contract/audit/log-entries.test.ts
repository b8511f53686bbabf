import { afterAll, describe, expect, test } from "@jest/globals";
import { toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { LogSealingService } from "../../../modules/audit/sealing/log-sealing.service.js";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { resetTokenFor } from "../../support/mailbox.js";
import { logIn, mutate } from "../../support/operations.js";
import { clientOf, createPerson, fourCallers, goodPassword, type Person } from "../../support/people.js";
import { administer, staffWith, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

interface EntryReply {
  readonly action: string;
  readonly outcome: string;
  readonly actorName: string | null;
  readonly objectName: string | null;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
  readonly details: object;
}

const fields = "action outcome actorName objectName ipAddress userAgent requestId details";

async function auditor(): Promise<GraphqlClient> {
  return clientOf(server, await createPerson(server, { isStaff: true, permissions: ["admin.view_logentry"] }));
}

/** What the log says of a person, oldest first. */
async function entriesOf(person: Pick<Person, "username">): Promise<EntryReply[]> {
  const rows = await (await auditor()).ask<{ logEntries: { nodes: EntryReply[] } }>(`{ logEntries(first: 200) { nodes { ${fields} } } }`);
  return rows.logEntries.nodes.filter(({ objectName }) => objectName === person.username).toReversed();
}

async function actionsOf(person: Pick<Person, "username">): Promise<string[]> {
  return (await entriesOf(person)).map(({ action, outcome }) => `${action} ${outcome}`);
}

describe("the log", () => {
  test("tells the story of an account", async () => {
    const username = "storyteller";
    const client = server.client();
    await mutate(client, "signUp", { username, email: "story@example.com", password: goodPassword });
    await logIn(client, { identifier: username, password: "not it" });
    await logIn(client, { identifier: username, password: goodPassword });
    await mutate(client, "updateProfile", { firstName: "Scheherazade" });
    await mutate(client, "changePassword", { currentPassword: "not it", newPassword: "second-Tulip-river-42" });
    await mutate(client, "changePassword", { currentPassword: goodPassword, newPassword: "second-Tulip-river-42" });
    await mutate(client, "revokeOtherSessions");
    await mutate(client, "logOut");
    await mutate(client, "requestPasswordReset", { email: "story@example.com" });
    const token = await resetTokenFor(server, "story@example.com");
    await mutate(client, "confirmPasswordReset", { token, newPassword: "third-Tulip-river-42" });
    expect(await actionsOf({ username })).toEqual([
      "SIGN_UP SUCCESS",
      "LOG_IN FAILURE",
      "LOG_IN SUCCESS",
      "PROFILE_CHANGE SUCCESS",
      "PASSWORD_CHANGE FAILURE",
      "PASSWORD_CHANGE SUCCESS",
      "SESSION_REVOKE SUCCESS",
      "LOG_OUT SUCCESS",
      "PASSWORD_RESET_REQUEST SUCCESS",
      "PASSWORD_RESET SUCCESS",
    ]);
  });

  test("says who, from where and with what, and which fields were changed", async () => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    client.headers["user-agent"] = "test program";
    await mutate(client, "updateProfile", { lastName: "Byron" });
    expect((await entriesOf(person)).at(-1)).toEqual({
      action: "PROFILE_CHANGE",
      outcome: "SUCCESS",
      actorName: person.username,
      objectName: person.username,
      ipAddress: "127.0.0.1",
      userAgent: "test program",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      details: { fields: ["lastName"] },
    });
  });

  test("names what was typed when nobody has the identifier", async () => {
    await logIn(server.client(), { identifier: "nobody-here", password: "whatever" });
    expect(await actionsOf({ username: "nobody-here" })).toEqual(["LOG_IN FAILURE"]);
  });

  test("outlives the account", async () => {
    const person = await createPerson(server);
    await clientOf(server, person);
    await server.database.execute("DELETE FROM users WHERE id = $1", [person.id]);
    expect(await actionsOf(person)).toEqual(["LOG_IN SUCCESS"]);
  });

  test.each([
    ["changed", "UPDATE log_entries SET outcome = 'SUCCESS'"],
    ["removed", "DELETE FROM log_entries"],
    ["emptied", "TRUNCATE log_entries"],
  ])("cannot be %s", async (_, sql) => {
    await createPerson(server).then(async (person) => clientOf(server, person));
    await expect(server.database.query(sql)).rejects.toThrow("log entries cannot be changed or removed");
  });

  test("is read by filters and pages", async () => {
    const person = await createPerson(server);
    await clientOf(server, person);
    await clientOf(server, person);
    const { logEntries } = await (
      await auditor()
    ).ask<{ logEntries: { totalCount: number; nodes: EntryReply[]; pageInfo: { hasNextPage: boolean } } }>(
      `query ($actorId: ID) { logEntries(first: 1, filter: {action: [LOG_IN], outcome: SUCCESS, actorId: $actorId}) { totalCount nodes { ${fields} } pageInfo { hasNextPage } } }`,
      { actorId: Buffer.from(`User:${person.id}`).toString("base64url") },
    );
    expect([logEntries.totalCount, logEntries.nodes.length, logEntries.pageInfo.hasNextPage]).toEqual([2, 1, true]);
  });

  test("is sorted by time, newest first unless told otherwise", async () => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    await mutate(client, "logOut");
    const query = `query ($id: ID!, $order: OrderDirection) { logEntries(order: $order, filter: {objectId: $id}) { nodes { action } } }`;
    const actions = async (variables: object) => {
      const { logEntries } = await (
        await auditor()
      ).ask<{ logEntries: { nodes: EntryReply[] } }>(query, { id: userId(person), ...variables });
      return logEntries.nodes.map(({ action }) => action);
    };
    expect(await actions({})).toEqual(["LOG_OUT", "LOG_IN"]);
    expect(await actions({ order: "DESC" })).toEqual(["LOG_OUT", "LOG_IN"]);
    expect(await actions({ order: "ASC" })).toEqual(["LOG_IN", "LOG_OUT"]);
  });

  test("is searched by words in the names of object and actor", async () => {
    const [actor, target] = [
      await createPerson(server, { username: "Sherlock.Holmes", permissions: ["auth.change_user"] }),
      await createPerson(server, { username: "moriarty100%" }),
    ];
    await administer(await clientOf(server, actor), "updateUser", { id: userId(target), lastName: "Professor" });
    const client = await auditor();
    const found = async (search: string) => {
      const query = "query ($search: String!) { logEntries(filter: {search: $search, action: [CHANGE]}) { nodes { objectName } } }";
      return (await client.ask<{ logEntries: { nodes: EntryReply[] } }>(query, { search })).logEntries.nodes.map(
        ({ objectName }) => objectName,
      );
    };
    expect(await found("SHERLOCK")).toEqual(["moriarty100%"]);
    expect(await found("holmes arty")).toEqual(["moriarty100%"]);
    expect(await found("100%")).toEqual(["moriarty100%"]);
    expect(await found("holmes watson")).toEqual([]);
    expect(await found("1000")).toEqual([]);
    expect(await found("\0")).toEqual([]);
  });

  test("is narrowed to models", async () => {
    await administer(await staffWith(server, { permissions: ["auth.add_group"] }), "createGroup", { name: "the only group" });
    const query =
      'query ($types: [String!]) { logEntries(filter: {objectType: $types, search: "the only"}) { nodes { objectType objectName } } }';
    const group = { objectType: "auth.group", objectName: "the only group" };
    const client = await auditor();
    expect(await client.ask(query, { types: ["auth.group", "auth.permission"] })).toEqual({ logEntries: { nodes: [group] } });
    expect(await client.ask(query, { types: ["auth.user"] })).toEqual({ logEntries: { nodes: [] } });
    expect(await client.ask(query, { types: [] })).toEqual({ logEntries: { nodes: [] } });
    expect((await client.send(query, { types: Array.from({ length: 101 }, () => "x") })).code).toBe("BAD_USER_INPUT");
  });

  test("says the number of an entry once it is sealed", async () => {
    const person = await createPerson(server);
    await clientOf(server, person);
    const [entry] = await server.database.query<{ id: string }>("SELECT id FROM log_entries WHERE object_id = $1", [person.id]);
    const client = await auditor();
    const number = async () => {
      const query = "query ($id: ID!) { node(id: $id) { ... on LogEntry { number objectName } } }";
      return (await client.ask<{ node: { number: number | null } }>(query, { id: toNodeId("LogEntry", entry?.id ?? "") })).node.number;
    };
    await new LogSealingService(server.database, ["a key"]).sealAll();
    const [seal] = await server.database.query<{ number: string }>("SELECT number FROM log_seals WHERE entry_id = $1", [entry?.id]);
    expect(await number()).toBe(Number(seal?.number));
  });

  test("shows everybody their own recent actions, newest first, and nobody else's", async () => {
    const manager = await createPerson(server, { permissions: ["auth.add_group"] });
    const client = await clientOf(server, manager);
    await administer(client, "createGroup", { name: "first group" });
    await administer(client, "createGroup", { name: "second group" });
    const query = "query ($first: Int!) { recentActions(first: $first) { action objectName } }";
    const second = { action: "ADD", objectName: "second group" };
    expect(await client.ask(query, { first: 1 })).toEqual({ recentActions: [second] });
    expect(await client.ask(query, { first: 9 })).toEqual({ recentActions: [second, { action: "ADD", objectName: "first group" }] });
    const other = await clientOf(server, await createPerson(server));
    expect(await other.ask(query, { first: 9 })).toEqual({ recentActions: [] });
    expect((await server.client().send(query, { first: 9 })).code).toBe("UNAUTHENTICATED");
  });

  test("is for staff with admin.view_logentry only", async () => {
    for (const { client, code } of await fourCallers(server, "admin.view_logentry")) {
      expect((await client.send("{ logEntries(first: 1) { nodes { id } } }")).code).toBe(code);
    }
  });
});
