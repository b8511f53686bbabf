import { afterAll, describe, expect, test } from "@jest/globals";
import { logIn, whoIs } from "../../support/operations.js";
import { clientOf, createPerson, type Person } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer({ GATEHOUSE_SESSION_IDLE_SECONDS: "3600", GATEHOUSE_SESSION_LIFETIME_SECONDS: "86400" });
afterAll(async () => server.stop());

const change = async (statement: string, { id }: Person) => server.database.execute(statement, [id]);

describe("a session is over", () => {
  test.each([
    ["when the user is deactivated", "UPDATE users SET is_active = false WHERE id = $1"],
    ["when the password record is another one, whoever wrote it", "UPDATE users SET password = password || 'x' WHERE id = $1"],
    ["when the user is gone", "DELETE FROM users WHERE id = $1"],
    ["when its row is gone", "DELETE FROM sessions WHERE user_id = $1"],
    ["at its absolute end", "UPDATE sessions SET expires_at = now() WHERE user_id = $1"],
    ["when it was idle too long", "UPDATE sessions SET last_seen_at = last_seen_at - interval '3601 seconds' WHERE user_id = $1"],
  ])("%s", async (_when, statement) => {
    const person = await createPerson(server);
    const cookie = await clientOf(server, person);
    const bearer = server.client();
    bearer.bearer = (await logIn(bearer, { identifier: person.username, password: person.password, delivery: "BEARER" })).token ?? "";
    expect(await Promise.all([cookie, bearer].map(whoIs))).toEqual([person.username, person.username]);
    await change(statement, person);
    expect(await Promise.all([cookie, bearer].map(whoIs))).toEqual([null, null]);
    const { code } = await cookie.send("{ me { id } }");
    expect(code).toBe("UNAUTHENTICATED");
  });
});

test("a session does not come back with the account that is activated again", async () => {
  const person = await createPerson(server);
  const client = await clientOf(server, person);
  await change("UPDATE users SET is_active = false WHERE id = $1", person);
  await change("UPDATE users SET is_active = true WHERE id = $1", person);
  expect(await whoIs(client)).toBeNull();
});

describe("a session goes on", () => {
  test.each([
    ["before it was idle too long", "UPDATE sessions SET last_seen_at = last_seen_at - interval '3500 seconds' WHERE user_id = $1"],
    ["when the name changes", "UPDATE users SET first_name = 'Ada' WHERE id = $1"],
    ["when the address changes", "UPDATE users SET email = '', email_key = '' WHERE id = $1"],
    ["when rights change", "UPDATE users SET is_staff = true WHERE id = $1"],
  ])("%s", async (_when, statement) => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    await change(statement, person);
    expect(await whoIs(client)).toBe(person.username);
  });

  test("and says when it ends: after the idle time, but never after its absolute end", async () => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    const expiresAt = async () => {
      const { viewer } = await client.ask<{ viewer: { session: { expiresAt: string } } }>("{ viewer { session { expiresAt } } }");
      return Math.round((Date.parse(viewer.session.expiresAt) - Date.now()) / 60_000);
    };
    expect(await expiresAt()).toBe(60);
    await change("UPDATE sessions SET expires_at = now() + interval '5 minutes' WHERE user_id = $1", person);
    expect(await expiresAt()).toBe(5);
  });
});
