import { afterAll, describe, expect, test } from "@jest/globals";
import { contentsOf } from "../../support/database-contents.js";
import { faultsOf, logIn, send, whoIs } from "../../support/operations.js";
import { clientOf, createPerson, goodPassword } from "../../support/people.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const cookieName = "gatehouse_session";

describe("logIn opens a session", () => {
  test("by username or address, in any case and Unicode form", async () => {
    await createPerson(server, { username: "René", email: "Rene@example.com" });
    for (const identifier of ["René", "rene\u0301", "ＲＥＮÉ", " René ", "rene@example.com", "RENE@EXAMPLE.COM"]) {
      const client = server.client();
      await logIn(client, { identifier, password: goodPassword });
      expect(await whoIs(client)).toBe("René");
    }
  });

  test("in a cookie that scripts cannot read, for as long as sessions last", async () => {
    const { username: identifier, password } = await createPerson(server);
    const { headers, body } = await send(server.client(), "logIn", { identifier, password });
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^gatehouse_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^gatehouse_device=[^;]+; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(body.data?.payload).toMatchObject({ token: null, challenge: null, userErrors: [] });
  });

  test("in a cookie that ends with the browser, when it is not to be remembered", async () => {
    const { username: identifier, password } = await createPerson(server);
    const { headers } = await send(server.client(), "logIn", { identifier, password, rememberMe: false });
    expect(headers.get("set-cookie")).toMatch(/^gatehouse_session=/);
    expect(headers.get("set-cookie")).not.toMatch(/max-age|expires/i);
  });

  test("as a bearer token, without any cookie", async () => {
    const { username: identifier, password } = await createPerson(server);
    const { headers, body } = await send(server.client(), "logIn", { identifier, password, delivery: "BEARER" });
    expect(headers.get("set-cookie")).toBeNull();
    const client = server.client();
    client.bearer = body.data?.payload?.token ?? "";
    expect(await whoIs(client)).toBe(identifier);
  });

  test("and notes the time of the log-in", async () => {
    const person = await createPerson(server);
    await clientOf(server, person);
    const [row] = await server.database.query("SELECT last_login_at > now() - interval '1 minute' AS is_recent FROM users WHERE id = $1", [
      person.id,
    ]);
    expect(row).toEqual({ is_recent: true });
  });

  test("with all that it writes in one statement of three", async () => {
    const { username: identifier, password } = await createPerson(server);
    const statements = await statementsOf(async () => logIn(server.client(), { identifier, password }));
    const limits = statements.filter((text) => text.includes("throttle_counters"));
    expect(statements.length - limits.length).toBe(3);
    expect(statements.filter((text) => /UPDATE users|INTO (sessions|log_entries)/.test(text))).toHaveLength(1);
  });

  test("or nothing at all, when its entry cannot be written", async () => {
    const refusing = await createTestServer({ GATEHOUSE_LOG_LEVEL: "silent" });
    try {
      const { id, username: identifier, password } = await createPerson(refusing);
      await refusing.database.execute("ALTER TABLE log_entries ADD CONSTRAINT refused CHECK (action <> 'LOG_IN') NOT VALID");
      const { body } = await send(refusing.client(), "logIn", { identifier, password });
      expect(body.errors?.[0]?.extensions["code"]).toBe("INTERNAL_SERVER_ERROR");
      const [row] = await refusing.database.query(
        "SELECT last_login_at, (SELECT count(*)::int FROM sessions WHERE user_id = users.id) AS sessions FROM users WHERE id = $1",
        [id],
      );
      expect(row).toEqual({ last_login_at: null, sessions: 0 });
      // Nor a failure: the password was right.
      expect(await refusing.database.query("SELECT 1 FROM lockouts WHERE account_id = $1", [id])).toEqual([]);
    } finally {
      await refusing.stop();
    }
  });

  test("for staff only, when asked so", async () => {
    const plain = await createPerson(server);
    const staff = await createPerson(server, { isStaff: true });
    const attempt = async (identifier: string) => logIn(server.client(), { identifier, password: goodPassword, staffOnly: true });
    expect(faultsOf(await attempt(plain.username))).toEqual(["INVALID_CREDENTIALS"]);
    expect(faultsOf(await attempt(staff.username))).toEqual([]);
    expect(await server.database.query("SELECT 1 FROM sessions WHERE user_id = $1", [plain.id])).toEqual([]);
  });

  test("with a password of 4096 characters, of which every one counts", async () => {
    const password = "pässword-".repeat(456).slice(0, 4096);
    const { username: identifier } = await createPerson(server, { password });
    expect(faultsOf(await logIn(server.client(), { identifier, password }))).toEqual([]);
    expect(faultsOf(await logIn(server.client(), { identifier, password: password.slice(0, 4095) }))).toEqual(["INVALID_CREDENTIALS"]);
  });

  test("with the password's exact bytes only, without Unicode normalisation", async () => {
    const { username: identifier } = await createPerson(server, { password: "caf\u00e9-Bleu-19" });
    expect(faultsOf(await logIn(server.client(), { identifier, password: "cafe\u0301-Bleu-19" }))).toEqual(["INVALID_CREDENTIALS"]);
    expect(faultsOf(await logIn(server.client(), { identifier, password: " caf\u00e9-Bleu-19" }))).toEqual(["INVALID_CREDENTIALS"]);
  });
});

describe("logIn answers the same", () => {
  const wrong = { message: expect.any(String), code: "INVALID_CREDENTIALS", path: null, params: null };

  test.each([
    ["a wrong password", async () => ({ identifier: (await createPerson(server)).username, password: "wrong-Password-1" })],
    ["an unknown user", async () => ({ identifier: "nobody", password: goodPassword })],
    ["an unknown address", async () => ({ identifier: "nobody@example.com", password: goodPassword })],
    ["an inactive user", async () => ({ identifier: (await createPerson(server, { isActive: false })).username, password: goodPassword })],
    [
      "a user without a password",
      async () => {
        const { id, username } = await createPerson(server);
        await server.database.execute("UPDATE users SET password = '!' || password WHERE id = $1", [id]);
        return { identifier: username, password: goodPassword };
      },
    ],
    [
      "a garbled password record",
      async () => {
        const { id, username } = await createPerson(server);
        await server.database.execute("UPDATE users SET password = 'bcrypt_sha256$$2b$04$short' WHERE id = $1", [id]);
        return { identifier: username, password: goodPassword };
      },
    ],
    ["zero-width characters", async () => ({ identifier: hostile.zeroWidth, password: goodPassword })],
    ["bidirectional marks", async () => ({ identifier: hostile.bidi, password: goodPassword })],
    [
      "a dotless i",
      async () => ({ identifier: (await createPerson(server, { username: "ivanka" })).username.replace("i", "ı"), password: goodPassword }),
    ],
  ])("for %s", async (_case, attempt) => {
    const input = await attempt();
    const before = await contentsOf(server);
    const { status, headers, body } = await send(server.client(), "logIn", input);
    expect(status).toBe(200);
    expect(body.data?.payload).toEqual({ user: null, session: null, token: null, challenge: null, userErrors: [wrong] });
    expect(headers.get("set-cookie")).toBeNull();
    expect(await contentsOf(server)).toBe(before);
  });
});

describe("logIn refuses", () => {
  test.each([
    ["identifier", "", "REQUIRED input.identifier"],
    ["identifier", " \t", "REQUIRED input.identifier"],
    ["identifier", "a".repeat(255), "TOO_LONG input.identifier"],
    ["identifier", hostile.nul, "INVALID input.identifier"],
    ["identifier", hostile.highSurrogate, "INVALID input.identifier"],
    ["password", "", "REQUIRED input.password"],
    ["password", "a".repeat(4097), "TOO_LONG input.password"],
    ["password", hostile.nul, "INVALID input.password"],
    ["password", hostile.lowSurrogate, "INVALID input.password"],
    ["deviceName", "a".repeat(101), "TOO_LONG input.deviceName"],
    ["deviceName", hostile.nul, "INVALID input.deviceName"],
    ["deviceName", hostile.highSurrogate, "INVALID input.deviceName"],
  ])("%s %j", async (field, value, fault) => {
    const { username: identifier, password } = await createPerson(server);
    const before = await contentsOf(server);
    expect(faultsOf(await logIn(server.client(), { identifier, password, [field]: value }))).toEqual([fault]);
    expect(await contentsOf(server)).toBe(before);
  });

  test.each(["identifier", "password", "deviceName"])("a %s of absurd length", async (field) => {
    const reply = await send(server.client(), "logIn", { identifier: "ada", password: goodPassword, [field]: absurd });
    expect([reply.status, reply.code]).toEqual([400, "BAD_USER_INPUT"]);
  });

  test("identifiers that the settings do not allow", async () => {
    const byEmail = await createTestServer({ GATEHOUSE_LOG_IN_WITH: "email" });
    const byName = await createTestServer({ GATEHOUSE_LOG_IN_WITH: "username" });
    try {
      for (const [one, allowed, refused] of [
        [byEmail, "ada@example.com", "ada"],
        [byName, "ada", "ada@example.com"],
      ] as const) {
        await createPerson(one, { username: "ada", email: "ada@example.com" });
        expect(faultsOf(await logIn(one.client(), { identifier: allowed, password: goodPassword }))).toEqual([]);
        expect(faultsOf(await logIn(one.client(), { identifier: refused, password: goodPassword }))).toEqual(["INVALID_CREDENTIALS"]);
      }
    } finally {
      await byEmail.stop();
      await byName.stop();
    }
  });
});

describe("a new log-in", () => {
  test("opens a new session, and ends the one it came with", async () => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    const before = client.copy();
    await logIn(client, { identifier: person.username, password: person.password });
    expect(client.cookies.get(cookieName)).not.toBe(before.cookies.get(cookieName));
    expect(await whoIs(client)).toBe(person.username);
    expect(await whoIs(before)).toBeNull();
  });

  test("leaves the sessions of other devices alone", async () => {
    const person = await createPerson(server);
    const other = await clientOf(server, person);
    await clientOf(server, person);
    expect(await whoIs(other)).toBe(person.username);
  });

  test("never adopts a planted session: the planted one opens nothing afterwards", async () => {
    const attacker = await createPerson(server);
    const victim = await createPerson(server);
    const planted = await clientOf(server, attacker);
    const browser = planted.copy();
    await logIn(browser, { identifier: victim.username, password: victim.password });
    expect(await whoIs(browser)).toBe(victim.username);
    expect(await whoIs(planted)).toBeNull();
  });

  test("never adopts an invented session id", async () => {
    const { username: identifier, password } = await createPerson(server);
    const client = server.client();
    const invented = "01890a5d-ac96-774b-bcce-b302099a8057.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    client.cookies.set(cookieName, invented);
    await logIn(client, { identifier, password });
    expect(client.cookies.get(cookieName)).not.toContain(invented.slice(0, 36));
  });

  test("that fails leaves the session it came with alone", async () => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    await logIn(client, { identifier: person.username, password: "wrong-Password-1" });
    expect(await whoIs(client)).toBe(person.username);
  });
});
