import { afterAll, describe, expect, test } from "@jest/globals";
import { logIn } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

interface MeReply {
  readonly me: { readonly sessions: readonly { readonly deviceName: string | null; readonly current: boolean }[] };
}

const query = "{ me { sessions { id deviceName current createdAt lastSeenAt expiresAt } } }";

describe("me", () => {
  test("is refused to strangers, in the answer's own place", async () => {
    const { status, body, code } = await server.client().send("{ me { username } authConfig { signUpOpen } }");
    expect([status, code]).toEqual([200, "UNAUTHENTICATED"]);
    expect(body.data).toEqual({ me: null, authConfig: { signUpOpen: true } });
  });

  test("lists the own live sessions, newest first, and marks the one in use", async () => {
    const { id, username: identifier, password } = await createPerson(server);
    const client = server.client();
    for (const deviceName of ["ended", "laptop", "phone"]) {
      await logIn(deviceName === "phone" ? client : server.client(), { identifier, password, deviceName });
    }
    await server.database.execute("UPDATE sessions SET expires_at = now() WHERE user_id = $1 AND device_name = 'ended'", [id]);
    const { me } = await client.ask<MeReply>(query);
    expect(me.sessions.map(({ deviceName, current }) => [deviceName, current])).toEqual([
      ["phone", true],
      ["laptop", false],
    ]);
  });

  test("lists no more than a hundred sessions, the one in use among them", async () => {
    const person = await createPerson(server);
    await clientOf(server, person);
    await server.database.execute(
      `INSERT INTO sessions (id, user_id, secret_digest, password_digest, expires_at, is_remembered, method, backend)
       SELECT gen_random_uuid(), user_id, secret_digest, password_digest, expires_at, true, method, backend
       FROM sessions, generate_series(1, 150) WHERE user_id = $1`,
      [person.id],
    );
    const { me } = await (await clientOf(server, person)).ask<MeReply>(query);
    expect(me.sessions).toHaveLength(100);
    expect(me.sessions.filter(({ current }) => current)).toHaveLength(1);
  });

  test("lists nobody else's sessions", async () => {
    await clientOf(server, await createPerson(server));
    const client = await clientOf(server, await createPerson(server));
    expect((await client.ask<MeReply>(query)).me.sessions).toHaveLength(1);
  });
});

describe("the sessions of other users", () => {
  const others = "{ users(first: 200) { nodes { username sessions { id } } } }";

  test("are null without sessions.view_session", async () => {
    const other = await createPerson(server);
    await clientOf(server, other);
    const reader = await createPerson(server, { permissions: ["auth.view_user"] });
    const client = await clientOf(server, reader);
    const { status, body } = await client.send<{ users: { nodes: { username: string; sessions: object[] | null }[] } }>(others);
    const seen = body.data?.users.nodes ?? [];
    expect(status).toBe(200);
    expect(seen.filter(({ sessions }) => sessions !== null).map(({ username }) => username)).toEqual([reader.username]);
    expect(body.errors?.every(({ extensions }) => extensions.code === "FORBIDDEN")).toBe(true);
    expect(body.errors?.[0]).toMatchObject({
      extensions: { requiredPermissions: ["sessions.view_session"] },
      path: ["users", "nodes", 0, "sessions"],
    });
  });

  test("are read for a whole page with one query, with sessions.view_session", async () => {
    const client = await clientOf(server, await createPerson(server, { permissions: ["auth.view_user", "sessions.view_session"] }));
    const statements = await statementsOf(async () => {
      const { body } = await client.send(others);
      expect(body.errors).toBeUndefined();
    });
    // Session check with permissions, users, sessions.
    expect(statements).toHaveLength(3);
  });
});
