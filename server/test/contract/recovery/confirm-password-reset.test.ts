import { afterAll, describe, expect, test } from "@jest/globals";
import { OneTimeTokensService } from "../../../modules/one-time-tokens/one-time-tokens.service.js";
import { contentsOf } from "../../support/database-contents.js";
import { mailsTo, resetTokenFor } from "../../support/mailbox.js";
import { faultsOf, logIn, mutate, send, whoIs } from "../../support/operations.js";
import { clientOf, createPerson, goodPassword, type Person } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const secretKey = "the key of this test with 32 characters or more";
const server = await createTestServer({ GATEHOUSE_SECRET_KEYS: secretKey });
afterAll(async () => server.stop());

const newPassword = "quiet-Harbour-lamp-7";

async function tokenOf({ email }: Person): Promise<string> {
  await mutate(server.client(), "requestPasswordReset", { email });
  return resetTokenFor(server, email);
}

async function confirm(token: string, password = newPassword): Promise<string[]> {
  return faultsOf(await mutate(server.client(), "confirmPasswordReset", { token, newPassword: password }));
}

/** What `passwordResetToken` says of a token. */
async function isValid(token: string): Promise<boolean> {
  const query = "query ($token: String!) { passwordResetToken(token: $token) { valid } }";
  return (await server.client().ask<{ passwordResetToken: { valid: boolean } }>(query, { token })).passwordResetToken.valid;
}

const logInFaults = async ({ username: identifier }: Person, password: string) =>
  faultsOf(await logIn(server.client(), { identifier, password }));

describe("confirmPasswordReset", () => {
  test("sets the password and does not log in", async () => {
    const person = await createPerson(server);
    const client = server.client();
    const { headers } = await send(client, "confirmPasswordReset", { token: await tokenOf(person), newPassword });
    expect(headers.get("set-cookie")).toBeNull();
    expect(await logInFaults(person, newPassword)).toEqual([]);
    expect(await logInFaults(person, goodPassword)).toEqual(["INVALID_CREDENTIALS"]);
  });

  test("ends all sessions of the user", async () => {
    const person = await createPerson(server);
    const sessions = [await clientOf(server, person), await clientOf(server, person)];
    await confirm(await tokenOf(person));
    expect(await Promise.all(sessions.map(whoIs))).toEqual([null, null]);
    expect(await server.database.query("SELECT 1 FROM sessions WHERE user_id = $1", [person.id])).toEqual([]);
  });

  test("ends even the session that asks for it", async () => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    const token = await tokenOf(person);
    await mutate(client, "confirmPasswordReset", { token, newPassword });
    expect(await whoIs(client)).toBeNull();
  });

  test("tells the owner by mail", async () => {
    const person = await createPerson(server);
    await confirm(await tokenOf(person));
    expect((await mailsTo(server, person.email)).map(({ subject }) => subject)).toEqual([
      "Password reset on Gatehouse",
      "Your password at Gatehouse was changed",
    ]);
  });

  test("takes a token once", async () => {
    const token = await tokenOf(await createPerson(server));
    expect(await confirm(token)).toEqual([]);
    expect(await confirm(token, "another-Harbour-8")).toEqual(["TOKEN_USED input.token"]);
  });

  test("leaves the token good after a refused password", async () => {
    const person = await createPerson(server);
    const token = await tokenOf(person);
    expect(await confirm(token, "12345")).toEqual([
      "TOO_SHORT input.newPassword",
      "TOO_COMMON input.newPassword",
      "ENTIRELY_NUMERIC input.newPassword",
    ]);
    expect(await confirm(token, person.email)).toEqual(["TOO_SIMILAR input.newPassword"]);
    expect(await confirm(token)).toEqual([]);
  });

  test("takes the older of two live tokens, and the newer one is void then", async () => {
    const person = await createPerson(server);
    const [older, newer] = [await tokenOf(person), await tokenOf(person)];
    expect(older).not.toBe(newer);
    expect(await confirm(older)).toEqual([]);
    expect(await confirm(newer)).toEqual(["TOKEN_INVALID input.token"]);
  });

  test("says nothing of the token while the password is bad and the token too", async () => {
    expect(await confirm("rubbish", "12345")).toEqual(["TOKEN_INVALID input.token"]);
  });
});

describe("a reset token dies with", () => {
  test.each<[string, (person: Person) => Promise<unknown>]>([
    ["a log-in", async (person) => clientOf(server, person)],
    [
      "a change of the password",
      async (person) => server.database.execute("UPDATE users SET password = password || 'x' WHERE id = $1", [person.id]),
    ],
    [
      "a change of the address",
      async (person) =>
        server.database.execute("UPDATE users SET email = 'new-' || email, email_key = 'new-' || email_key WHERE id = $1", [person.id]),
    ],
    ["deactivation", async (person) => server.database.execute("UPDATE users SET is_active = false WHERE id = $1", [person.id])],
    ["the user", async (person) => server.database.execute("DELETE FROM users WHERE id = $1", [person.id])],
  ])("%s", async (_what, happen) => {
    const person = await createPerson(server);
    const token = await tokenOf(person);
    expect(await isValid(token)).toBe(true);
    await happen(person);
    const before = await contentsOf(server);
    expect(await isValid(token)).toBe(false);
    expect(await confirm(token)).toEqual(["TOKEN_INVALID input.token"]);
    expect(await contentsOf(server)).toBe(before);
  });

  test("time", async () => {
    const token = await tokenOf(await createPerson(server));
    await server.database.execute("UPDATE one_time_tokens SET expires_at = now() - interval '1 second' WHERE used_at IS NULL");
    expect(await isValid(token)).toBe(false);
    expect(await confirm(token)).toEqual(["TOKEN_EXPIRED input.token"]);
  });

  test("not a moment before its time: it is good for three days by default", async () => {
    await tokenOf(await createPerson(server));
    const [row] = await server.database.query(
      "SELECT expires_at - created_at = interval '3 days' AS good FROM one_time_tokens ORDER BY id DESC LIMIT 1",
    );
    expect(row).toEqual({ good: true });
  });
});

describe("confirmPasswordReset refuses, and changes nothing:", () => {
  const broken: [string, (token: string) => string][] = [
    ["an empty token", () => ""],
    ["rubbish", () => "rubbish"],
    ["NUL", () => hostile.nul],
    ["a lone surrogate", () => hostile.highSurrogate],
    ["dots", () => "..."],
    ["a token without its signature", (token) => token.slice(0, token.lastIndexOf("."))],
    ["a token with an empty signature", (token) => token.slice(0, token.lastIndexOf(".") + 1)],
    ["a token with a shortened signature", (token) => token.slice(0, -4)],
    ["a token with another first character", (token) => `f${token.slice(1)}`],
    ["a token with another secret", (token) => token.replace(/\.[^.]{4}/, ".AAAA")],
    ["a token with something behind it", (token) => `${token}.x`],
    ["a token in another case", (token) => token.toUpperCase()],
  ];

  test.each(broken)("%s", async (_case, breakIt) => {
    const token = await tokenOf(await createPerson(server));
    const before = await contentsOf(server);
    expect(await isValid(breakIt(token))).toBe(false);
    expect(await confirm(breakIt(token))).toEqual(["TOKEN_INVALID input.token"]);
    expect(await contentsOf(server)).toBe(before);
    expect(await isValid(token)).toBe(true);
  });

  test("a token of another purpose", async () => {
    const { id } = await createPerson(server);
    const tokens = new OneTimeTokensService(server.database, [secretKey]);
    const token = await tokens.issue({ purpose: "email-verification", holderId: id, binding: "", lifetimeSeconds: 600 });
    expect(await confirm(token)).toEqual(["TOKEN_INVALID input.token"]);
  });

  test("a token of a key that is not ours", async () => {
    const { id } = await createPerson(server);
    const tokens = new OneTimeTokensService(server.database, ["somebody else's key of 32 characters or more"]);
    const token = await tokens.issue({ purpose: "password-reset", holderId: id, binding: "", lifetimeSeconds: 600 });
    expect(await confirm(token)).toEqual(["TOKEN_INVALID input.token"]);
  });

  test.each([
    ["", "REQUIRED"],
    ["a".repeat(4097), "TOO_LONG"],
    [`${newPassword}\0`, "INVALID"],
    [`${newPassword}\ud800`, "INVALID"],
  ])("the new password %j", async (password, code) => {
    const token = await tokenOf(await createPerson(server));
    const before = await contentsOf(server);
    expect(await confirm(token, password)).toEqual([`${code} input.newPassword`]);
    expect(await contentsOf(server)).toBe(before);
  });

  test.each(["token", "newPassword"])("a %s of absurd length", async (field) => {
    const reply = await send(server.client(), "confirmPasswordReset", { token: "x", newPassword, [field]: absurd });
    expect([reply.status, reply.code]).toEqual([400, "BAD_USER_INPUT"]);
  });
});

test("a link that was signed with a former key still works", async () => {
  const rotated = await createTestServer({ GATEHOUSE_SECRET_KEYS: `a brand new key with 32 characters or more,${secretKey}` });
  try {
    const { id, email } = await createPerson(rotated);
    const [row] = await rotated.database.query<{ password: string }>("SELECT password FROM users");
    const former = new OneTimeTokensService(rotated.database, [secretKey]);
    const binding = JSON.stringify([row?.password, email, null]);
    const token = await former.issue({ purpose: "password-reset", holderId: id, binding, lifetimeSeconds: 600 });
    expect(faultsOf(await mutate(rotated.client(), "confirmPasswordReset", { token, newPassword }))).toEqual([]);
  } finally {
    await rotated.stop();
  }
});

describe("races", () => {
  test("of 50 confirmations of one token, one wins", async () => {
    const person = await createPerson(server);
    const token = await tokenOf(person);
    const passwords = Array.from({ length: 50 }, (_, index) => `quiet-Harbour-lamp-${index}`);
    const replies = await Promise.all(
      passwords.map(async (password) => send(server.client(), "confirmPasswordReset", { token, newPassword: password })),
    );
    const outcomes = replies.map(({ body }) => (body.data?.payload ? faultsOf(body.data.payload).join() || "done" : JSON.stringify(body)));
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(outcomes.filter((outcome) => /^TOKEN_(USED|INVALID) input\.token$/.test(outcome))).toHaveLength(49);
    expect(await logInFaults(person, passwords[outcomes.indexOf("done")] ?? "")).toEqual([]);
    expect(await mailsTo(server, person.email)).toHaveLength(2);
  });

  test("of confirmations of two tokens, one wins", async () => {
    const person = await createPerson(server);
    const tokens = [await tokenOf(person), await tokenOf(person)];
    const outcomes = await Promise.all(tokens.map(async (token) => confirm(token)));
    expect(outcomes.filter((faults) => faults.length === 0)).toHaveLength(1);
  });

  test("a log-in that races a reset leaves no session opened with the old password", async () => {
    for (let round = 0; round < 5; round++) {
      const person = await createPerson(server);
      const token = await tokenOf(person);
      const racers = Array.from({ length: 5 }, () => server.client());
      const logIns = racers.map(async (racer) => send(racer, "logIn", { identifier: person.username, password: person.password }));
      const [faults] = await Promise.all([confirm(token), ...logIns]);
      // Either a log-in was first and voided the token, or the reset was and ended every session.
      const alive = (await Promise.all(racers.map(whoIs))).filter((name) => name !== null);
      expect([[], ["TOKEN_INVALID input.token"]]).toContainEqual(faults);
      expect(faults.length > 0 || alive.length === 0).toBe(true);
    }
  });
});
