import { afterAll, describe, expect, test } from "@jest/globals";
import { mutations, send } from "../../support/operations.js";
import { clientOf, createPerson, goodPassword } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const anonymous = server.client();
const reader = await clientOf(server, await createPerson(server, { permissions: ["auth.view_user", "sessions.view_session"] }));
const repeat = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index)).join(" ");

test("fields can be left out by `@include` and `@skip`", async () => {
  const document = `query ($no: Boolean!) { a: __typename @include(if: $no) b: __typename @skip(if: $no) }`;
  expect((await anonymous.send(document, { no: false })).body.data).toEqual({ b: "Query" });
});

describe("a document is refused as too complex", () => {
  test.each([
    ["with more than 2000 tokens", `{ ${"__typename ".repeat(2000)} }`],
    ["with brackets deeper than 64", `{ viewer { can(permission: ${"[".repeat(65)}${"]".repeat(65)}) } }`],
    ["with more than 50 aliases", `{ ${repeat(51, (index) => `a${index}: __typename`)} }`],
    ["with more than 50 directives", `{ viewer { user { id ${"@include(if: true) ".repeat(51)} } } }`],
    ["with more than 5 operations", repeat(6, (index) => `query q${index} { __typename }`)],
    ["with more than 30 root fields", `{ ${repeat(31, (index) => `a${index}: authConfig { signUpOpen }`)} }`],
  ])("%s", async (_what, document) => {
    const started = performance.now();
    const reply = await anonymous.send(document);
    expect([reply.status, reply.code]).toEqual([400, "QUERY_TOO_COMPLEX"]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test("that costs a stranger more than 1000", async () => {
    const reply = await anonymous.send(`{ ${repeat(6, (index) => `a${index}: users(first: 200) { nodes { id } }`)} }`);
    expect([reply.status, reply.code]).toEqual([400, "QUERY_TOO_COMPLEX"]);
    expect(reply.body.errors?.[0]?.extensions["cost"]).toEqual({ requested: expect.any(Number), limit: 1000 });
  });

  test("that costs a user more than 5000, but not below", async () => {
    const lists = (count: number) => `{ ${repeat(count, (index) => `a${index}: users(first: 200) { nodes { sessions { id } } }`)} }`;
    expect((await reader.send(lists(1))).code).toBeUndefined();
    expect((await reader.send(lists(20))).code).toBe("QUERY_TOO_COMPLEX");
  });

  test.each([
    [
      "under aliases",
      (name: string) => `mutation ($input: LogInInput!) { a: ${name} { userErrors { code } } b: ${name} { userErrors { code } } }`,
    ],
    [
      "in a fragment",
      (name: string) =>
        `mutation ($input: LogInInput!) { a: ${name} { userErrors { code } } ...f } fragment f on Mutation { b: ${name} { userErrors { code } } }`,
    ],
  ])("that checks two credentials %s, and neither is checked", async (_how, document) => {
    const { username: identifier } = await createPerson(server);
    const reply = await anonymous.send(document("logIn(input: $input)"), { input: { identifier, password: goodPassword } });
    expect([reply.status, reply.code, reply.headers.get("set-cookie")]).toEqual([400, "QUERY_TOO_COMPLEX", null]);
  });

  test("that checks two credentials of different kinds", async () => {
    const document = `mutation ($logIn: LogInInput!, $signUp: SignUpInput!) { logIn(input: $logIn) { userErrors { code } } signUp(input: $signUp) { userErrors { code } } }`;
    const input = { username: "x", identifier: "x", password: goodPassword };
    const variables = { logIn: { identifier: "x", password: goodPassword }, signUp: { username: input.username, password: goodPassword } };
    expect((await anonymous.send(document, variables)).code).toBe("QUERY_TOO_COMPLEX");
  });

  test.each(["passwordResetToken", "setUpToken"])("a query that tries two tokens as %s", async (field) => {
    const document = `{ a: ${field}(token: "x") { valid } b: ${field}(token: "y") { valid } }`;
    expect((await anonymous.send(document)).code).toBe("QUERY_TOO_COMPLEX");
  });
});

describe("a document is refused as wrong", () => {
  test.each([
    ["syntax", "{ viewer {", {}],
    ["characters that are none", "{ viewer { user { id } } } \u0000", {}],
    ["unknown fields", "{ viewer { password } }", {}],
    ["unknown arguments", "{ users(where: 1) { nodes { id } } }", {}],
    ["no selection", "{ viewer }", {}],
    ["missing variables", mutations.logIn, {}],
    ["null for an input", mutations.logIn, { input: null }],
    ["a list for an input", mutations.logIn, { input: [] }],
    ["a text for an input", mutations.logIn, { input: "x" }],
    ["an unknown enum value", mutations.logIn, { input: { identifier: "a", password: "b", delivery: "PIGEON" } }],
    ["a text for a boolean", mutations.logIn, { input: { identifier: "a", password: "b", rememberMe: "yes" } }],
    ["an unknown input field", mutations.logIn, { input: { identifier: "a", password: "b", isStaff: true } }],
    ["fragments in circles", "{ viewer { user { ...a } } } fragment a on User { ...b } fragment b on User { ...a }", {}],
    ["a subscription", "subscription { viewer { user { id } } }", {}],
    ["two operations without a name", "query a { __typename } query b { __typename }", {}],
  ])("for %s", async (_what, document, variables) => {
    const { status, code, body } = await anonymous.send(document, variables);
    expect([status, code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(JSON.stringify(body)).not.toMatch(/stacktrace|node_modules|\.ts:/);
    expect(body.data ?? null).toBeNull();
  });
});

describe("wrong types are a client's error in every field of every mutation", () => {
  const inputs = {
    signUp: { texts: ["username", "password"], optional: ["email", "firstName", "lastName"] },
    logIn: { texts: ["identifier", "password"], optional: ["deviceName"] },
    changePassword: { texts: ["currentPassword", "newPassword"], optional: [] },
    requestPasswordReset: { texts: ["email"], optional: [] },
    confirmPasswordReset: { texts: ["token", "newPassword"], optional: [] },
    updateProfile: { texts: [], optional: ["firstName", "lastName"] },
    revokeSession: { texts: ["id"], optional: [] },
  } as const;
  const cases = Object.entries(inputs).flatMap(([name, { texts, optional }]) =>
    [...texts, ...optional].map((field) => [name as keyof typeof inputs, field, (texts as readonly string[]).includes(field)] as const),
  );

  test.each(cases)("%s.%s", async (name, field, isRequired) => {
    const { texts } = inputs[name];
    const good = Object.fromEntries(texts.map((text) => [text, "x"]));
    const wrongs: unknown[] = [{ a: 1 }, ["x"], [], true, 1.5, ...(field === "id" ? [] : [7]), ...(isRequired ? [null, undefined] : [])];
    for (const value of wrongs) {
      const { status, code } = await send(reader, name, { ...good, [field]: value });
      expect([value, status, code]).toEqual([value, 400, "BAD_USER_INPUT"]);
    }
    const { status, code } = await send(reader, name, { ...good, userId: "x" });
    expect([status, code]).toEqual([400, "BAD_USER_INPUT"]);
  });
});

test("introspection is off by setting, and the answer names nothing", async () => {
  for (const document of ["{ __schema { types { name } } }", `{ __type(name: "User") { fields { name } } }`]) {
    const { status, code, body } = await anonymous.send(document);
    expect([status, code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(body.data ?? null).toBeNull();
    expect(body.errors?.[0]?.message).toBe("Introspection is off on this server.");
  }
});
