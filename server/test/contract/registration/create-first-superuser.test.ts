import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";

import { OneTimeTokensService } from "../../../modules/one-time-tokens/one-time-tokens.service.js";
import { contentsOf } from "../../support/database-contents.js";
import { invitationFor, resetTokenFor } from "../../support/mailbox.js";
import { faultsOf, logIn, mutate, send } from "../../support/operations.js";
import { createPerson, goodPassword } from "../../support/people.js";
import { administer, staffWith, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const secretKey = "the key of this test with 32 characters or more";
const server = await createTestServer({ GATEHOUSE_SECRET_KEYS: secretKey });
afterAll(async () => server.stop());
beforeEach(async () => {
  await server.database.execute("DELETE FROM users");
});

async function newToken(): Promise<string> {
  return (await server.setUpToken()) ?? "";
}

let names = 0;
const form = (token: string) => ({ token, username: `root${++names}`, email: `root${names}@example.com`, password: goodPassword });
const create = async (input: object) => mutate(server.client(), "createFirstSuperuser", input);
const query = "query ($token: String!) { setUpToken(token: $token) { valid expiresAt } }";
const ask = async (token: string) => (await server.client().ask<{ setUpToken: unknown }>(query, { token })).setUpToken;
const noGood = { valid: false, expiresAt: null };
const superusers = async () => server.database.query<{ username: string }>("SELECT username FROM users WHERE is_superuser");

describe("createFirstSuperuser", () => {
  test("makes a superuser who can log in, and logs nobody in", async () => {
    const input = form(await newToken());
    const client = server.client();
    const { headers, body } = await send(client, "createFirstSuperuser", input);
    expect(body.data?.payload).toMatchObject({ user: { username: input.username }, userErrors: [] });
    expect(headers.get("set-cookie")).toBeNull();
    expect(await server.database.query("SELECT email, is_active, is_staff, is_superuser FROM users")).toEqual([
      { email: input.email, is_active: true, is_staff: true, is_superuser: true },
    ]);
    expect(faultsOf(await logIn(client, { identifier: input.username, password: goodPassword, staffOnly: true }))).toEqual([]);
  });

  test("does without an address", async () => {
    const { email: _email, ...input } = form(await newToken());
    expect(faultsOf(await create(input))).toEqual([]);
  });

  test("leaves in the log who it was and how", async () => {
    const input = form(await newToken());
    await create(input);
    const entries = await server.database.query("SELECT action, actor_name, details FROM log_entries WHERE object_name = $1", [
      input.username,
    ]);
    expect(entries).toEqual([{ action: "ADD", actor_name: input.username, details: { by: "set-up", isSuperuser: true } }]);
  });

  test("works beside users who are no superusers", async () => {
    await createPerson(server, { isStaff: true });
    expect(faultsOf(await create(form(await newToken())))).toEqual([]);
  });

  test.each([
    [{ username: "" }, "REQUIRED input.username"],
    [{ username: "white space" }, "INVALID input.username"],
    [{ username: "ⓣaken" }, "ALREADY_TAKEN input.username"],
    [{ email: "nobody" }, "INVALID input.email"],
    [{ email: "Taken@EXAMPLE.com" }, "ALREADY_TAKEN input.email"],
    [{ password: "password123" }, "TOO_COMMON input.password"],
  ])("refuses %j, and leaves the token good", async (change, fault) => {
    await createPerson(server, { username: "taken", email: "taken@example.com" });
    const input = form(await newToken());
    const before = await contentsOf(server);
    expect(faultsOf(await create({ ...input, ...change }))).toEqual([fault]);
    expect(await contentsOf(server)).toBe(before);
    expect(faultsOf(await create(input))).toEqual([]);
  });

  test.each(["token", "username", "email", "password"])("refuses a %s of absurd length", async (field) => {
    expect((await send(server.client(), "createFirstSuperuser", { ...form("x"), [field]: absurd })).code).toBe("BAD_USER_INPUT");
  });
});

describe("a set-up token", () => {
  test("may be asked about: that uses nothing up", async () => {
    const token = await newToken();
    const [row] = await server.database.query<{ expires_at: Date }>("SELECT expires_at FROM one_time_tokens ORDER BY id DESC LIMIT 1");
    const before = await contentsOf(server);
    for (let round = 0; round < 3; round++) expect(await ask(token)).toEqual({ valid: true, expiresAt: row?.expires_at.toISOString() });
    expect(await contentsOf(server)).toBe(before);
    expect(faultsOf(await create(form(token)))).toEqual([]);
  });

  test("is good once", async () => {
    const token = await newToken();
    await create(form(token));
    expect(faultsOf(await create(form(token)))).toEqual(["TOKEN_USED input.token"]);
    expect(await ask(token)).toEqual(noGood);
    await server.database.execute("DELETE FROM users");
    expect(faultsOf(await create(form(token)))).toEqual(["TOKEN_USED input.token"]);
  });

  test.each([true, false])("dies with the first superuser, however made, active: %s", async (isActive) => {
    const token = await newToken();
    await createPerson(server, { isSuperuser: true, isActive });
    const before = await contentsOf(server);
    expect(faultsOf(await create(form(token)))).toEqual(["TOKEN_INVALID input.token"]);
    expect(await ask(token)).toEqual(noGood);
    expect(await contentsOf(server)).toBe(before);
  });

  test("is not made while there is a superuser", async () => {
    await createPerson(server, { isSuperuser: true });
    expect(await server.setUpToken()).toBeNull();
  });

  test("is good for a day", async () => {
    const token = await newToken();
    const [row] = await server.database.query(
      "SELECT expires_at - created_at = interval '1 day' AS good FROM one_time_tokens ORDER BY id DESC LIMIT 1",
    );
    expect(row).toEqual({ good: true });
    await server.database.execute("UPDATE one_time_tokens SET expires_at = now()");
    expect(faultsOf(await create(form(token)))).toEqual(["TOKEN_EXPIRED input.token"]);
    expect(await ask(token)).toEqual(noGood);
  });

  test.each(["", "rubbish", hostile.nul, hostile.highSurrogate, "a.b.c"])("is not %j", async (token) => {
    expect(faultsOf(await create(form(token)))).toEqual(["TOKEN_INVALID input.token"]);
    expect(await ask(token)).toEqual(noGood);
  });

  test("is none of another key", async () => {
    const strangers = new OneTimeTokensService(server.database, ["somebody else's key of 32 characters or more"]);
    const holderId = "00000000-0000-0000-0000-000000000000";
    const token = await strangers.issue({ purpose: "first-superuser", holderId, binding: "", lifetimeSeconds: 600 });
    expect(faultsOf(await create(form(token)))).toEqual(["TOKEN_INVALID input.token"]);
  });

  test("is no reset token and no invitation, and they are none", async () => {
    const setUp = await newToken();
    const staff = await staffWith(server, { permissions: ["auth.change_user"] });
    const [invited, forgetful] = [await createPerson(server), await createPerson(server)];
    await server.database.execute("UPDATE users SET password = '!' WHERE id = $1", [invited.id]);
    await administer(staff, "sendInvitation", { id: userId(invited) });
    await mutate(server.client(), "requestPasswordReset", { email: forgetful.email });
    const mailed = [await invitationFor(server, invited.email), await resetTokenFor(server, forgetful.email)];
    for (const token of mailed) {
      expect(faultsOf(await create(form(token)))).toEqual(["TOKEN_INVALID input.token"]);
      expect(await ask(token)).toEqual(noGood);
    }
    const use = { token: setUp, newPassword: goodPassword };
    expect(faultsOf(await mutate(server.client(), "acceptInvitation", use))).toEqual(["TOKEN_INVALID input.token"]);
    expect(faultsOf(await mutate(server.client(), "confirmPasswordReset", use))).toEqual(["TOKEN_INVALID input.token"]);
  });
});

describe("of many at once one makes a superuser", () => {
  test("with one token", async () => {
    const token = await newToken();
    const outcomes = await Promise.all(Array.from({ length: 10 }, async () => faultsOf(await create(form(token)))));
    expect(outcomes.filter((faults) => faults.length === 0)).toHaveLength(1);
    expect(await superusers()).toHaveLength(1);
  });

  test("with a token each", async () => {
    const tokens = await Promise.all(Array.from({ length: 10 }, newToken));
    const outcomes = await Promise.all(tokens.map(async (token) => faultsOf(await create(form(token)))));
    expect(outcomes.filter((faults) => faults.length === 0)).toHaveLength(1);
    expect(await superusers()).toHaveLength(1);
  });
});

test("guesses and questions are limited by client, together", async () => {
  const limited = await createTestServer({ GATEHOUSE_THROTTLE_CONFIRM_PASSWORD_RESET: "2/m/ip" });
  try {
    await send(limited.client(), "createFirstSuperuser", form("rubbish"));
    await limited.client().send(query, { token: "rubbish" });
    expect((await send(limited.client(), "createFirstSuperuser", form("rubbish"))).code).toBe("RATE_LIMITED");
    expect((await limited.client().send(query, { token: "rubbish" })).code).toBe("RATE_LIMITED");
  } finally {
    await limited.stop();
  }
});
