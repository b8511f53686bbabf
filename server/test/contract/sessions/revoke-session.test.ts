import { afterAll, describe, expect, test } from "@jest/globals";
import { contentsOf } from "../../support/database-contents.js";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { faultsOf, logIn, mutate, send, whoIs } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

async function sessionIdOf(client: GraphqlClient): Promise<string> {
  const { viewer } = await client.ask<{ viewer: { session: { id: string } } }>("{ viewer { session { id } } }");
  return viewer.session.id;
}

const nodeId = (text: string) => Buffer.from(text).toString("base64url");

describe("revokeSession", () => {
  test("ends another session of the user and leaves the own one", async () => {
    const person = await createPerson(server);
    const [client, other] = [await clientOf(server, person), await clientOf(server, person)];
    const id = await sessionIdOf(other);
    expect(await mutate(client, "revokeSession", { id })).toEqual({ revokedSessionId: id, userErrors: [] });
    expect([await whoIs(client), await whoIs(other)]).toEqual([person.username, null]);
  });

  test("ends the own session too, and takes the cookie out of the browser", async () => {
    const client = await clientOf(server, await createPerson(server));
    const thief = client.copy();
    await mutate(client, "revokeSession", { id: await sessionIdOf(client) });
    expect(client.cookies.get("gatehouse_session")).toBeUndefined();
    expect(await whoIs(thief)).toBeNull();
  });

  test("touches no cookie when the session is a bearer's", async () => {
    const { username: identifier, password } = await createPerson(server);
    const client = server.client();
    client.bearer = (await logIn(client, { identifier, password, delivery: "BEARER" })).token ?? "";
    const { headers } = await send(client, "revokeSession", { id: await sessionIdOf(client) });
    expect(headers.get("set-cookie")).toBeNull();
  });

  test("says NOT_FOUND for a session that has ended", async () => {
    const person = await createPerson(server);
    const [client, other] = [await clientOf(server, person), await clientOf(server, person)];
    const id = await sessionIdOf(other);
    await mutate(client, "revokeSession", { id });
    expect(faultsOf(await mutate(client, "revokeSession", { id }))).toEqual(["NOT_FOUND input.id"]);
  });

  test("says the same for somebody else's session as for one that never was, and ends neither", async () => {
    const stranger = await createPerson(server);
    const theirs = await clientOf(server, stranger);
    const client = await clientOf(server, await createPerson(server));
    const answers = [];
    for (const id of [await sessionIdOf(theirs), nodeId("Session:01890a5d-ac96-774b-bcce-b302099a8057")]) {
      answers.push(await mutate(client, "revokeSession", { id }));
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(await whoIs(theirs)).toBe(stranger.username);
  });

  test.each([
    "",
    "rubbish",
    hostile.nul,
    hostile.highSurrogate,
    nodeId("Session:"),
    nodeId("Session:' OR true --"),
    nodeId("User:01890a5d-ac96-774b-bcce-b302099a8057"),
    nodeId("session:01890a5d-ac96-774b-bcce-b302099a8057"),
  ])("says NOT_FOUND for the id %j", async (id) => {
    const client = await clientOf(server, await createPerson(server));
    const before = await contentsOf(server);
    expect(faultsOf(await mutate(client, "revokeSession", { id }))).toEqual(["NOT_FOUND input.id"]);
    expect(await contentsOf(server)).toBe(before);
  });

  test("refuses an id of absurd length", async () => {
    const reply = await send(await clientOf(server, await createPerson(server)), "revokeSession", { id: absurd });
    expect([reply.status, reply.code]).toEqual([400, "BAD_USER_INPUT"]);
  });

  test("is refused to strangers", async () => {
    expect((await send(server.client(), "revokeSession", { id: "x" })).code).toBe("UNAUTHENTICATED");
  });
});

describe("revokeOtherSessions", () => {
  test("ends all sessions of the user but the own, and nobody else's", async () => {
    const [person, stranger] = [await createPerson(server), await createPerson(server)];
    const theirs = await clientOf(server, stranger);
    const [client, one, two] = [await clientOf(server, person), await clientOf(server, person), await clientOf(server, person)];
    expect(await mutate(client, "revokeOtherSessions")).toEqual({ revokedCount: 2, userErrors: [] });
    expect(await Promise.all([client, one, two, theirs].map(whoIs))).toEqual([person.username, null, null, stranger.username]);
  });

  test("is refused to strangers", async () => {
    expect((await send(server.client(), "revokeOtherSessions")).code).toBe("UNAUTHENTICATED");
  });
});
