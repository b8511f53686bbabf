import { afterAll, describe, expect, test } from "@jest/globals";

import { contentsOf } from "../../support/database-contents.js";
import { invitationFor, mailsTo, resetTokenFor } from "../../support/mailbox.js";
import { faultsOf, logIn, mutate, send, whoIs } from "../../support/operations.js";
import { clientOf, createPerson, type Person } from "../../support/people.js";
import { administer, historyOf, staffWith, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const staff = await staffWith(server, { permissions: ["auth.change_user"] });
const newPassword = "quiet-Harbour-lamp-7";

/** A user without a password, with a mailed invitation. */
async function invite(): Promise<{ person: Person; token: string }> {
  const person = await createPerson(server);
  await server.database.execute("UPDATE users SET password = '!' || password WHERE id = $1", [person.id]);
  await administer(staff, "sendInvitation", { id: userId(person) });
  return { person, token: await invitationFor(server, person.email) };
}

async function accept(token: string, password = newPassword): Promise<string[]> {
  return faultsOf(await mutate(server.client(), "acceptInvitation", { token, newPassword: password }));
}

const query = "query ($token: String!) { invitation(token: $token) { valid username expiresAt } }";
const nothing = { valid: false, username: null, expiresAt: null };

async function ask(token: string): Promise<unknown> {
  return (await server.client().ask<{ invitation: unknown }>(query, { token })).invitation;
}

describe("acceptInvitation", () => {
  test("sets the first password and does not log in", async () => {
    const { person, token } = await invite();
    const client = server.client();
    const { headers, body } = await send(client, "acceptInvitation", { token, newPassword });
    expect([body.data?.payload?.userErrors, headers.get("set-cookie")]).toEqual([[], null]);
    expect(faultsOf(await logIn(client, { identifier: person.username, password: newPassword }))).toEqual([]);
  });

  test("leaves in the log that it was done, and by whom", async () => {
    const { person, token } = await invite();
    await accept(token);
    expect((await historyOf(server, person)).at(-1)).toMatchObject({ action: "INVITATION_ACCEPT", actor_name: person.username });
  });

  test("ends sessions that another way in has opened", async () => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    await server.database.execute(
      `WITH changed AS (UPDATE users SET password = '!x' WHERE id = $1 RETURNING id)
       UPDATE sessions SET password_digest = sha256('!x') FROM changed WHERE sessions.user_id = changed.id`,
      [person.id],
    );
    await administer(staff, "sendInvitation", { id: userId(person) });
    expect(await whoIs(client)).toBe(person.username);
    expect(await accept(await invitationFor(server, person.email))).toEqual([]);
    expect(await whoIs(client)).toBeNull();
  });

  test("takes a token once", async () => {
    const { token } = await invite();
    expect(await accept(token)).toEqual([]);
    expect(await accept(token, "another-Harbour-8")).toEqual(["TOKEN_USED input.token"]);
  });

  test("leaves the token good after a refused password", async () => {
    const { person, token } = await invite();
    expect(await accept(token, person.username)).toEqual(expect.arrayContaining(["TOO_SIMILAR input.newPassword"]));
    expect(await accept(token)).toEqual([]);
  });

  test("has one winner among many at once", async () => {
    const { person, token } = await invite();
    const passwords = Array.from({ length: 20 }, (_, index) => `quiet-Harbour-lamp-${index}`);
    const outcomes = await Promise.all(passwords.map(async (password) => accept(token, password)));
    const winners = passwords.filter((_password, index) => outcomes[index]?.length === 0);
    expect(winners).toHaveLength(1);
    const losers = outcomes.filter((faults) => faults.length > 0).flat();
    expect(losers.filter((fault) => !/^TOKEN_(USED|INVALID) input\.token$/.test(fault))).toEqual([]);
    const { userErrors } = await logIn(server.client(), { identifier: person.username, password: winners[0] });
    expect(userErrors).toEqual([]);
  });

  test.each(["token", "newPassword"])("refuses a %s of absurd length", async (field) => {
    const reply = await send(server.client(), "acceptInvitation", { token: "x", newPassword, [field]: absurd });
    expect([reply.status, reply.code]).toEqual([400, "BAD_USER_INPUT"]);
  });
});

describe("an invitation dies with", () => {
  test.each<[string, (person: Person) => Promise<unknown>]>([
    [
      "a password that is set some other way",
      async ({ id }) => administer(staff, "setUserPassword", { id: userId({ id }), password: "other-Harbour-lamp-8" }),
    ],
    ["a password that is disabled anew", async ({ id }) => administer(staff, "disableUserPassword", { id: userId({ id }) })],
    ["another address", async ({ id, email }) => administer(staff, "updateUser", { id: userId({ id }), email: `new-${email}` })],
    ["deactivation", async ({ id }) => administer(staff, "deactivateUsers", { ids: [userId({ id })] })],
    ["the user", async ({ id }) => server.database.execute("DELETE FROM users WHERE id = $1", [id])],
  ])("%s", async (_what, happen) => {
    const { person, token } = await invite();
    expect(await ask(token)).toMatchObject({ valid: true });
    await happen(person);
    await mailsTo(server, person.email);
    const before = await contentsOf(server);
    expect(await ask(token)).toEqual(nothing);
    expect(await accept(token)).toEqual(["TOKEN_INVALID input.token"]);
    expect(await contentsOf(server)).toBe(before);
  });

  test("time, after seven days by default", async () => {
    const { person, token } = await invite();
    const ofPerson = "FROM one_time_tokens WHERE holder_id = $1";
    expect(await server.database.query(`SELECT expires_at - created_at = interval '7 days' AS good ${ofPerson}`, [person.id])).toEqual([
      { good: true },
    ]);
    await server.database.execute("UPDATE one_time_tokens SET expires_at = now() - interval '1 second' WHERE holder_id = $1", [person.id]);
    expect(await ask(token)).toEqual(nothing);
    expect(await accept(token)).toEqual(["TOKEN_EXPIRED input.token"]);
  });
});

test("a reset token is no invitation, and an invitation is no reset token", async () => {
  const { token: invitation } = await invite();
  const person = await createPerson(server);
  await mutate(server.client(), "requestPasswordReset", { email: person.email });
  const reset = await resetTokenFor(server, person.email);
  expect([await ask(reset), await accept(reset)]).toEqual([nothing, ["TOKEN_INVALID input.token"]]);
  expect(faultsOf(await mutate(server.client(), "confirmPasswordReset", { token: invitation, newPassword }))).toEqual([
    "TOKEN_INVALID input.token",
  ]);
  expect(faultsOf(await mutate(server.client(), "confirmPasswordReset", { token: reset, newPassword }))).toEqual([]);
  expect(await accept(invitation)).toEqual([]);
});

describe("invitation", () => {
  test("tells whose first password a good token sets, and until when, and uses nothing up", async () => {
    const { person, token } = await invite();
    const [row] = await server.database.query<{ expires_at: Date }>("SELECT expires_at FROM one_time_tokens WHERE holder_id = $1", [
      person.id,
    ]);
    for (let round = 0; round < 3; round++) {
      expect(await ask(token)).toEqual({ valid: true, username: person.username, expiresAt: row?.expires_at.toISOString() });
    }
    expect(await accept(token)).toEqual([]);
    expect(await ask(token)).toEqual(nothing);
  });

  test.each(["", "rubbish", hostile.nul, hostile.highSurrogate, "a.b.c"])("says of %j only that it is no good", async (token) => {
    expect(await ask(token)).toEqual(nothing);
    expect(await accept(token)).toEqual(["TOKEN_INVALID input.token"]);
  });
});

test("invitations are limited together with reset tokens, by client", async () => {
  const limited = await createTestServer({ GATEHOUSE_THROTTLE_CONFIRM_PASSWORD_RESET: "2/m/ip" });
  try {
    const input = { token: "rubbish", newPassword };
    expect((await send(limited.client(), "acceptInvitation", input)).code).toBeUndefined();
    expect((await send(limited.client(), "confirmPasswordReset", input)).code).toBeUndefined();
    expect((await send(limited.client(), "acceptInvitation", input)).code).toBe("RATE_LIMITED");
    expect((await limited.client().send(query, { token: "rubbish" })).code).toBe("RATE_LIMITED");
  } finally {
    await limited.stop();
  }
});
