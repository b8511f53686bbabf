import { afterAll, describe, expect, test } from "@jest/globals";
import { newSecret } from "../../../foundation/kernel/secrets.js";
import { mutations, send, whoIs } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import { rawRequest } from "../../support/raw-request.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer({
  NODE_ENV: "production",
  GATEHOUSE_SECRET_KEYS: newSecret(),
  GATEHOUSE_BASE_URL: "https://id.example.com",
  GATEHOUSE_ALLOWED_ORIGINS: "https://app.example.com",
  GATEHOUSE_BCRYPT_COST: "10",
  GATEHOUSE_INTROSPECTION: "",
  SMTP_URL: "smtp://localhost:1",
});
afterAll(async () => server.stop());

describe("in production", () => {
  test("the cookie is bound to this host and to HTTPS", async () => {
    const { username: identifier, password } = await createPerson(server);
    const client = server.client();
    const { headers } = await send(client, "logIn", { identifier, password });
    expect(headers.getSetCookie().find((cookie) => cookie.includes("_session="))).toMatch(
      /^__Host-gatehouse_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(await whoIs(client)).toBe(identifier);
  });

  test("the cookie of plain HTTP opens nothing", async () => {
    const { username: identifier, password } = await createPerson(server);
    const client = server.client();
    await send(client, "logIn", { identifier, password });
    const planted = server.client();
    planted.cookies.set("gatehouse_session", client.cookies.get("__Host-gatehouse_session") ?? "");
    expect(await whoIs(planted)).toBeNull();
  });

  test("browsers are told to come back by HTTPS only", async () => {
    const { headers } = await server.client().send("{ __typename }");
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  });

  test("introspection is off, and so is GraphiQL", async () => {
    expect((await server.client().send("{ __schema { types { name } } }")).status).toBe(400);
    expect((await rawRequest(server.url, { method: "GET", path: "/graphiql/" })).status).toBe(404);
  });

  test("introspection is for staff, by session", async () => {
    const document = '{ __type(name: "User") { name } }';
    const [user, staff] = await Promise.all([createPerson(server), createPerson(server, { isStaff: true })]);
    expect((await (await clientOf(server, user)).send(document)).status).toBe(400);
    expect(await (await clientOf(server, staff)).ask(document)).toEqual({ __type: { name: "User" } });
    expect((await server.client().send(document)).status).toBe(400);
  });

  test.each([
    ["a field", "{ viewr { user { id } } }", {}],
    ["a nested field", "{ viewer { user { usernam } } }", {}],
    ["an argument", `{ users(serch: "x") { nodes { id } } }`, {}],
    ["a type", "{ viewer { ... on Viewr { user { id } } } }", {}],
    ["an enum value in the document", "{ users(orderBy: [{ field: USERNAM }]) { nodes { id } } }", {}],
    ["an enum value in a variable", mutations.logIn, { input: { identifier: "a", password: "b", delivery: "COOKI" } }],
    ["an input field in the document", `mutation { logIn(input: { identifer: "a", password: "b" }) { token } }`, {}],
    ["an input field in a variable", mutations.logIn, { input: { identifer: "a", password: "b" } }],
  ])("a misspelt %s is not corrected: no names are given away", async (_what, document, variables) => {
    const { status, code, body } = await server.client().send(document, variables);
    expect([status, code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(JSON.stringify(body)).not.toMatch(/did you mean/i);
  });

  test("nobody may call from the development addresses", async () => {
    const { port } = new URL(server.url);
    const answer = await rawRequest(server.url, { headers: { origin: `http://localhost:${port}` }, body: `{"query":"{__typename}"}` });
    expect(answer.status).toBe(403);
  });
});
