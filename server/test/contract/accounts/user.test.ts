import { afterAll, describe, expect, test } from "@jest/globals";
import { clientOf, createPerson, fourCallers } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const query = "query ($id: ID!) { user(id: $id) { id username email } }";
const nodeId = (text: string) => Buffer.from(text).toString("base64url");
const target = await createPerson(server);
const id = nodeId(`User:${target.id}`);
const callers = await fourCallers(server, "auth.view_user");
const permitted = callers[3]?.client ?? server.client();

describe("user", () => {
  test.each(callers)("is answered to $caller with $code", async ({ client, code }) => {
    const reply = await client.send(query, { id });
    expect([reply.status, reply.code]).toEqual([200, code]);
    const user = { id, username: target.username, email: target.email };
    expect(reply.body.data).toEqual({ user: code === undefined ? user : null });
    const refusal = code === "FORBIDDEN" ? { code, requiredPermissions: ["auth.view_user"] } : code && { code };
    expect(reply.body.errors?.[0]?.extensions).toEqual(refusal);
  });

  test("is answered to a superuser and to whoever has the permission through a group", async () => {
    for (const wish of [{ isSuperuser: true }, { groupPermissions: ["auth.view_user"] }]) {
      const client = await clientOf(server, await createPerson(server, wish));
      expect(await client.ask(query, { id })).toMatchObject({ user: { username: target.username } });
    }
  });

  test.each([
    ["nobody's", nodeId("User:01890a5d-ac96-774b-bcce-b302099a8057")],
    ["empty", ""],
    ["rubbish", "rubbish"],
    ["the bare key", target.id],
    ["a number", 42],
    ["of another type", nodeId(`Session:${target.id}`)],
    ["with SQL in it", nodeId("User:' OR true --")],
    ["with upper-case hexadecimals", nodeId(`User:${target.id.toUpperCase()}`)],
    ["with NUL", nodeId(`User:${target.id}\0`)],
    ["NUL itself", "\0"],
    ["a lone surrogate", "\ud800"],
    ["far too long", "a".repeat(100_000)],
  ])("is null for an id that is %s", async (_what, wrong) => {
    expect(await permitted.ask(query, { id: wrong })).toEqual({ user: null });
  });

  test.each([[null], [{}], [[]], [true], [1.5]])("refuses %j as id", async (wrong) => {
    const reply = await permitted.send(query, { id: wrong });
    expect([reply.status, reply.code]).toEqual([400, "BAD_USER_INPUT"]);
  });
});
