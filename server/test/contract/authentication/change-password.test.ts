import { afterAll, describe, expect, test } from "@jest/globals";
import { contentsOf } from "../../support/database-contents.js";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { mailsTo } from "../../support/mailbox.js";
import { faultsOf, logIn, mutate, send, whoIs } from "../../support/operations.js";
import { clientOf, createPerson, goodPassword as currentPassword, type Person } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const newPassword = "quiet-Harbour-lamp-7";
const change = async (client: GraphqlClient, input: object = {}) =>
  mutate(client, "changePassword", { currentPassword, newPassword, ...input });

/** How many rows there are, good or dead. */
async function sessionsOf({ id }: Person): Promise<number> {
  return (await server.database.query("SELECT 1 FROM sessions WHERE user_id = $1", [id])).length;
}

describe("changePassword", () => {
  test("changes the password", async () => {
    const person = await createPerson(server);
    expect(faultsOf(await change(await clientOf(server, person)))).toEqual([]);
    expect(faultsOf(await logIn(server.client(), { identifier: person.username, password: newPassword }))).toEqual([]);
    expect(faultsOf(await logIn(server.client(), { identifier: person.username, password: currentPassword }))).toEqual([
      "INVALID_CREDENTIALS",
    ]);
  });

  test("ends all other sessions and goes on with this one under a new cookie", async () => {
    const person = await createPerson(server);
    const [client, other] = [await clientOf(server, person), await clientOf(server, person)];
    const old = client.copy();
    await change(client);
    expect(await whoIs(client)).toBe(person.username);
    expect(await whoIs(old)).toBeNull();
    expect(await whoIs(other)).toBeNull();
    expect(await sessionsOf(person)).toBe(1);
  });

  test("gives a bearer session a new token in the payload and no cookie", async () => {
    const person = await createPerson(server);
    const client = server.client();
    client.bearer = (await logIn(client, { identifier: person.username, password: currentPassword, delivery: "BEARER" })).token ?? "";
    const old = client.copy();
    const { headers, body } = await send(client, "changePassword", { currentPassword, newPassword });
    client.bearer = body.data?.payload?.token ?? "";
    expect(headers.get("set-cookie")).toBeNull();
    expect([await whoIs(client), await whoIs(old)]).toEqual([person.username, null]);
  });

  test.each([
    [true, /; Max-Age=2592000;/],
    [false, /^gatehouse_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/],
  ])("keeps the kind of cookie (rememberMe: %s)", async (rememberMe, shape) => {
    const person = await createPerson(server);
    const client = server.client();
    await logIn(client, { identifier: person.username, password: currentPassword, rememberMe });
    const { headers } = await send(client, "changePassword", { currentPassword, newPassword });
    expect(headers.get("set-cookie")).toMatch(shape);
  });

  test("does not lengthen the life of the session", async () => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    const end = async () => server.database.query("SELECT expires_at, created_at FROM sessions WHERE user_id = $1", [person.id]);
    const before = await end();
    await change(client);
    expect(await end()).toEqual(before);
  });

  test("tells the owner by mail, at the stored address", async () => {
    const person = await createPerson(server, { email: "Owner@example.com" });
    await change(await clientOf(server, person));
    const mails = await mailsTo(server, "Owner@example.com");
    expect(mails.map(({ subject }) => subject)).toEqual(["Your password at Gatehouse was changed"]);
    expect(mails[0]?.text).toContain("127.0.0.1");
  });

  test("sends no mail to users without an address, and works all the same", async () => {
    const person = await createPerson(server, { email: "" });
    expect(faultsOf(await change(await clientOf(server, person)))).toEqual([]);
  });

  test("is refused to strangers", async () => {
    const reply = await send(server.client(), "changePassword", { currentPassword, newPassword });
    expect([reply.status, reply.code, reply.body.data]).toEqual([200, "UNAUTHENTICATED", null]);
  });
});

describe("changePassword refuses, and changes nothing:", () => {
  test.each([
    ["a wrong current password", { currentPassword: "wrong-Password-1" }, ["INVALID_CREDENTIALS input.currentPassword"]],
    ["no current password", { currentPassword: "" }, ["REQUIRED input.currentPassword"]],
    ["a long current password", { currentPassword: "a".repeat(4097) }, ["TOO_LONG input.currentPassword"]],
    ["NUL in the current password", { currentPassword: hostile.nul }, ["INVALID input.currentPassword"]],
    ["a lone surrogate in the current password", { currentPassword: hostile.highSurrogate }, ["INVALID input.currentPassword"]],
    ["no new password", { newPassword: "" }, ["REQUIRED input.newPassword"]],
    ["a long new password", { newPassword: "a".repeat(4097) }, ["TOO_LONG input.newPassword"]],
    ["NUL in the new password", { newPassword: `${newPassword}\0` }, ["INVALID input.newPassword"]],
    ["a lone surrogate in the new password", { newPassword: `${newPassword}\udc00` }, ["INVALID input.newPassword"]],
    [
      "all broken rules at once",
      { newPassword: "123456" },
      ["TOO_SHORT input.newPassword", "TOO_COMMON input.newPassword", "ENTIRELY_NUMERIC input.newPassword"],
    ],
    [
      "old and new wrong",
      { currentPassword: "wrong-Password-1", newPassword: "Password" },
      ["INVALID_CREDENTIALS input.currentPassword", "TOO_COMMON input.newPassword"],
    ],
  ])("%s", async (_case, input, faults) => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    const before = await contentsOf(server);
    expect(faultsOf(await change(client, input))).toEqual(faults);
    expect(await contentsOf(server)).toBe(before);
    expect(await whoIs(client)).toBe(person.username);
  });

  test("a new password like the user's name", async () => {
    const client = await clientOf(server, await createPerson(server, { username: "marmalade" }));
    expect(faultsOf(await change(client, { newPassword: "edalamram" }))).toEqual(["TOO_SIMILAR input.newPassword"]);
  });

  test.each(["currentPassword", "newPassword"])("a %s of absurd length", async (field) => {
    const client = await clientOf(server, await createPerson(server));
    const reply = await send(client, "changePassword", { currentPassword, newPassword, [field]: absurd });
    expect([reply.status, reply.code]).toEqual([400, "BAD_USER_INPUT"]);
  });
});

describe("races", () => {
  test("of two changes at once one wins, and only its session lives", async () => {
    const person = await createPerson(server);
    const clients = [await clientOf(server, person), await clientOf(server, person)];
    const wishes = ["first-Harbour-lamp-1", "second-Harbour-lamp-2"];
    const replies = await Promise.all(
      clients.map(async (client, index) => send(client, "changePassword", { currentPassword, newPassword: wishes[index] })),
    );
    const winners = replies.flatMap(({ body }, index) => (body.data?.payload?.userErrors.length === 0 ? [index] : []));
    expect(winners).toHaveLength(1);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    const alive = await Promise.all(clients.map(whoIs));
    expect(alive.flatMap((name, index) => (name === null ? [] : [index]))).toEqual(winners);
    expect(faultsOf(await logIn(server.client(), { identifier: person.username, password: wishes[winners[0] ?? 0] }))).toEqual([]);
  });

  test("a log-in that races a change leaves no session opened with the old password", async () => {
    for (let round = 0; round < 5; round++) {
      const person = await createPerson(server);
      const client = await clientOf(server, person);
      const racers = Array.from({ length: 6 }, () => server.client());
      const logIns = racers.map(async (racer) => send(racer, "logIn", { identifier: person.username, password: currentPassword }));
      const [payload] = await Promise.all([change(client), ...logIns]);
      expect(faultsOf(payload)).toEqual([]);
      expect(await Promise.all(racers.map(whoIs))).toEqual(racers.map(() => null));
      expect(await whoIs(client)).toBe(person.username);
      expect(await sessionsOf(person)).toBe(1);
    }
  });

  test("a log-in that races deactivation leaves no live session", async () => {
    for (let round = 0; round < 5; round++) {
      const person = await createPerson(server);
      const racers = Array.from({ length: 6 }, () => server.client());
      const logIns = racers.map(async (racer) => send(racer, "logIn", { identifier: person.username, password: currentPassword }));
      const deactivation = server.database.execute("UPDATE users SET is_active = false WHERE id = $1", [person.id]);
      await Promise.all([deactivation, ...logIns]);
      expect(await Promise.all(racers.map(whoIs))).toEqual(racers.map(() => null));
    }
  });
});
