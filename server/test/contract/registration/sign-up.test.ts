import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { contentsOf } from "../../support/database-contents.js";
import { workDone } from "../../support/mailbox.js";
import { faultsOf, logIn, mutate, send, whoIs } from "../../support/operations.js";
import { createPerson, goodPassword } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const client = server.client();
const signUp = async (input: object) => mutate(client, "signUp", { password: goodPassword, ...input });

beforeEach(async () => {
  await server.database.execute("DELETE FROM users");
});

describe("signUp", () => {
  test("makes an active account without rights", async () => {
    const names = { firstName: " Ada ", lastName: "Lovelace" };
    const { user } = await signUp({ username: "ada", email: "Ada@EXAMPLE.com", ...names });
    expect(user).toEqual({ id: expect.any(String), username: "ada", email: "Ada@example.com", firstName: "Ada", lastName: "Lovelace" });
    const rows = await server.database.query("SELECT is_active, is_staff, is_superuser, last_login_at FROM users");
    expect(rows).toEqual([{ is_active: true, is_staff: false, is_superuser: false, last_login_at: null }]);
  });

  test("does not log in", async () => {
    const { headers } = await send(client, "signUp", { username: "ada", password: goodPassword });
    expect(headers.get("set-cookie")).toBeNull();
    expect(await whoIs(client)).toBeNull();
  });

  test("sends no mail", async () => {
    await signUp({ username: "ada", email: "ada@example.com" });
    await workDone(server);
    expect(server.mail.outbox).toEqual([]);
  });

  test("stores Django's bcrypt_sha256 record of the password", async () => {
    await signUp({ username: "ada" });
    const [row] = await server.database.query<{ password: string }>("SELECT password FROM users");
    expect(row?.password).toMatch(/^bcrypt_sha256\$\$2b\$04\$[./A-Za-z0-9]{53}$/);
  });

  test("takes accounts without an address, any number of them", async () => {
    const payloads = [
      await signUp({ username: "one", email: "" }),
      await signUp({ username: "two", email: null }),
      await signUp({ username: "three" }),
    ];
    expect(payloads.flatMap(faultsOf)).toEqual([]);
  });

  test("takes as many code points as it says", async () => {
    const longest = {
      username: "𐐨".repeat(150),
      firstName: "𝒜".repeat(150),
      lastName: "x".repeat(150),
      email: `${"a".repeat(242)}@example.com`,
    };
    expect(faultsOf(await signUp(longest))).toEqual([]);
  });
});

describe("signUp refuses, and writes nothing:", () => {
  test.each([
    ["username", "", "REQUIRED"],
    ["username", " \u3000\t", "REQUIRED"],
    ["username", "a".repeat(151), "TOO_LONG"],
    ["username", "½".repeat(150), "TOO_LONG"],
    ["username", "a b", "INVALID"],
    ["username", hostile.nul, "INVALID"],
    ["username", hostile.highSurrogate, "INVALID"],
    ["username", hostile.lowSurrogate, "INVALID"],
    ["username", hostile.zeroWidth, "INVALID"],
    ["username", hostile.bidi, "INVALID"],
    ["username", "ﷺ", "INVALID"],
    ["email", "nobody", "INVALID"],
    ["email", `${"a".repeat(243)}@example.com`, "TOO_LONG"],
    ["email", `${hostile.nul}@example.com`, "INVALID"],
    ["email", `${hostile.highSurrogate}@example.com`, "INVALID"],
    ["email", `a@${hostile.lowSurrogate}.com`, "INVALID"],
    ["email", `a@${hostile.zeroWidth}.com`, "INVALID"],
    ["email", `${hostile.bidi}@example.com`, "INVALID"],
    ["email", `a@example.com${hostile.lineBreak}`, "INVALID"],
    ["email", "a@example.com,b@example.com", "INVALID"],
    ["email", "a＠example.com", "INVALID"],
    ["password", "", "REQUIRED"],
    ["password", "x7-".repeat(1366).slice(0, 4097), "TOO_LONG"],
    ["password", `${goodPassword}\0`, "INVALID"],
    ["password", `${goodPassword}\ud800`, "INVALID"],
    ["firstName", "a".repeat(151), "TOO_LONG"],
    ["firstName", hostile.nul, "INVALID"],
    ["firstName", hostile.highSurrogate, "INVALID"],
    ["lastName", hostile.bidi, "INVALID"],
    ["lastName", hostile.lineBreak, "INVALID"],
    ["lastName", "a".repeat(151), "TOO_LONG"],
  ])("%s %j: %s", async (field, value, code) => {
    const before = await contentsOf(server);
    const payload = await signUp({ username: "somebody", [field]: value });
    expect(faultsOf(payload)).toEqual([`${code} input.${field}`]);
    expect(payload.user).toBeNull();
    expect(await contentsOf(server)).toBe(before);
  });

  test.each(["username", "email", "password", "firstName", "lastName"])("a %s of absurd length: BAD_USER_INPUT", async (field) => {
    const reply = await send(client, "signUp", { username: "ada", password: goodPassword, [field]: absurd });
    expect([reply.status, reply.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(JSON.stringify(reply.body)).not.toContain("aaaa");
  });

  test("everything that is wrong at once, password rules with their parameters", async () => {
    const payload = await signUp({ username: "", email: "x", password: "12345", firstName: "\0" });
    expect(faultsOf(payload)).toEqual([
      "REQUIRED input.username",
      "INVALID input.email",
      "INVALID input.firstName",
      "TOO_SHORT input.password",
      "TOO_COMMON input.password",
      "ENTIRELY_NUMERIC input.password",
    ]);
    expect(payload.userErrors.find(({ code }) => code === "TOO_SHORT")?.params).toEqual({ minLength: 8 });
  });

  test.each([
    ["username", { username: "tulipbrave" }],
    ["first name", { firstName: "Tulip-Brave" }],
    ["last name", { lastName: "brave tulip" }],
    ["email address", { email: "tulipbrave@example.com" }],
  ])("a password like the %s", async (_what, input) => {
    const payload = await signUp({ username: "somebody", password: "bravetulip", ...input });
    expect(payload.userErrors).toEqual([expect.objectContaining({ code: "TOO_SIMILAR", params: { attribute: Object.keys(input)[0] } })]);
  });
});

describe("names and addresses are unique:", () => {
  test.each([
    ["ada", "ADA"],
    ["ada", "ａｄａ"],
    ["ada", " ada\n"],
    ["rené", "rene\u0301"],
    ["rene\u0301", "RENÉ"],
    ["straße", "STRASSE"],
    ["νίκος", "ΝΊΚΟΣ"],
    ["νίκοσ", "νίκος"],
    ["kelvin", "\u212aelvin"],
    ["ſam", "sam"],
    ["Ꭰꭰ", "ꭰꭰ"],
  ])("after %j nobody can be %j", async (first, second) => {
    expect(faultsOf(await signUp({ username: first }))).toEqual([]);
    expect(faultsOf(await signUp({ username: second }))).toEqual(["ALREADY_TAKEN input.username"]);
  });

  test("a dotless i is another letter", async () => {
    expect(faultsOf(await signUp({ username: "ivan", email: "i@example.com" }))).toEqual([]);
    expect(faultsOf(await signUp({ username: "ıvan", email: "j@example.com" }))).toEqual([]);
  });

  test.each(["ada@example.com", "ADA@Example.COM", " ada@example.com "])("an address is taken in the spelling %j", async (email) => {
    await signUp({ username: "one", email: "Ada@example.com" });
    expect(faultsOf(await signUp({ username: "two", email }))).toEqual(["ALREADY_TAKEN input.email"]);
  });

  test("name and address are both reported", async () => {
    await signUp({ username: "ada", email: "ada@example.com" });
    const again = await signUp({ username: "Ada", email: "ADA@example.com" });
    expect(faultsOf(again)).toEqual(["ALREADY_TAKEN input.username", "ALREADY_TAKEN input.email"]);
  });

  test("the database decides, even where the question before found nothing", async () => {
    await signUp({ username: "ada" });
    const twin = server.database.execute(
      "INSERT INTO users SELECT gen_random_uuid(), 'ADA', username_key, '', '', '', '', false, 'x' FROM users",
    );
    await expect(twin).rejects.toMatchObject({ constraint: "users_username_key_unique" });
  });
});

describe("a username that is somebody's address (Keycloak CVE-2021-3754)", () => {
  const address = "victim@example.com";

  test("cannot be taken after the address", async () => {
    await signUp({ username: "victim", email: address });
    expect(faultsOf(await signUp({ username: address.toUpperCase() }))).toEqual(["ALREADY_TAKEN input.username"]);
  });

  test("taken before the address, does not capture the log-in of its owner", async () => {
    await signUp({ username: address, password: "attackers-Lair-77" });
    await signUp({ username: "victim", email: address });
    const own = server.client();
    expect(await logIn(own, { identifier: address, password: goodPassword })).toMatchObject({ user: { username: "victim" } });
    expect(faultsOf(await logIn(server.client(), { identifier: address, password: "attackers-Lair-77" }))).toEqual(["INVALID_CREDENTIALS"]);
  });
});

test("of 50 sign-ups for one name in all its variants, one wins", async () => {
  const variants = [
    "Straße",
    "straße",
    "STRASSE",
    "strasse",
    "ｓｔｒａｓｓｅ",
    "Strasſe",
    "ＳＴＲＡＳＳＥ",
    "STRAßE",
    " strasse ",
    "stRaSSe",
  ];
  const replies = await Promise.all(
    Array.from({ length: 50 }, async (_, index) =>
      send(server.client(), "signUp", { username: variants[index % variants.length], password: goodPassword }),
    ),
  );
  const outcomes = replies.map(({ body }) => (body.data?.payload ? faultsOf(body.data.payload).join() || "made" : JSON.stringify(body)));
  expect(outcomes.filter((outcome) => outcome === "made")).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === "ALREADY_TAKEN input.username")).toHaveLength(49);
  expect(await server.database.query("SELECT count(*)::int FROM users")).toEqual([{ count: 1 }]);
});

test("of 50 sign-ups with one address, at most one wins and nobody gets a 500", async () => {
  const replies = await Promise.all(
    Array.from({ length: 50 }, async (_, index) =>
      send(server.client(), "signUp", {
        username: `twin${index}`,
        email: index % 2 ? "T@EXAMPLE.com" : "t@example.com",
        password: goodPassword,
      }),
    ),
  );
  const outcomes = replies.map((reply) => (reply.body.data?.payload ? faultsOf(reply.body.data.payload).join() || "made" : reply.code));
  expect(new Set(outcomes)).toEqual(new Set(["made", ...outcomes.filter((outcome) => outcome === "BUSY"), "ALREADY_TAKEN input.email"]));
  expect(await server.database.query("SELECT count(*)::int FROM users")).toEqual([{ count: 1 }]);
});

describe("by setting", () => {
  test("sign-up can be closed", async () => {
    const closed = await createTestServer({ GATEHOUSE_SIGN_UP: "off" });
    try {
      const payload = await mutate(closed.client(), "signUp", { username: "ada", password: goodPassword });
      expect(faultsOf(payload)).toEqual(["SIGN_UP_CLOSED"]);
      expect(await closed.database.query("SELECT 1 FROM users")).toEqual([]);
    } finally {
      await closed.stop();
    }
  });

  test("an address can be required, and names not be taken", async () => {
    const strict = await createTestServer({ GATEHOUSE_SIGN_UP_FIELDS: "email*" });
    try {
      const payload = await mutate(strict.client(), "signUp", { username: "ada", password: goodPassword, firstName: "Ada" });
      expect(faultsOf(payload)).toEqual(["REQUIRED input.email", "INVALID input.firstName"]);
    } finally {
      await strict.stop();
    }
  });

  test("addresses can be shared; then they identify nobody", async () => {
    const shared = await createTestServer({ GATEHOUSE_SHARED_EMAILS: "on" });
    try {
      for (const username of ["one", "two"]) {
        const payload = await mutate(shared.client(), "signUp", { username, email: "both@example.com", password: goodPassword });
        expect(faultsOf(payload)).toEqual([]);
      }
      const byEmail = await logIn(shared.client(), { identifier: "both@example.com", password: goodPassword });
      expect(faultsOf(byEmail)).toEqual(["INVALID_CREDENTIALS"]);
    } finally {
      await shared.stop();
    }
  });
});

test("an account that exists is not changed by a sign-up for its name", async () => {
  await createPerson(server, { username: "ada", email: "ada@example.com" });
  const before = await contentsOf(server);
  await signUp({ username: "ADA", email: "ada@example.com", firstName: "Eve" });
  expect(await contentsOf(server)).toBe(before);
});
