import { afterAll, describe, expect, test } from "@jest/globals";
import { logIn, send, whoIs } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const clearing = "gatehouse_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax";

describe("logOut", () => {
  test("ends the session on the server and in the browser", async () => {
    const client = await clientOf(server, await createPerson(server));
    const thief = client.copy();
    const { headers, body } = await send(client, "logOut");
    expect(body.data?.payload).toEqual({ loggedOut: true, userErrors: [] });
    expect(headers.getSetCookie()).toEqual([clearing]);
    expect(await whoIs(thief)).toBeNull();
  });

  test("ends no other session of the user", async () => {
    const person = await createPerson(server);
    const [one, other] = [await clientOf(server, person), await clientOf(server, person)];
    await send(one, "logOut");
    expect(await whoIs(other)).toBe(person.username);
  });

  test("ends the session of a bearer token", async () => {
    const { username: identifier, password } = await createPerson(server);
    const client = server.client();
    client.bearer = (await logIn(client, { identifier, password, delivery: "BEARER" })).token ?? "";
    await send(client, "logOut");
    expect(await whoIs(client)).toBeNull();
  });

  test("does no harm without a session", async () => {
    const { status, body } = await send(server.client(), "logOut");
    expect([status, body.data?.payload]).toEqual([200, { loggedOut: false, userErrors: [] }]);
  });

  test("takes a dead cookie out of the browser", async () => {
    const client = server.client();
    client.cookies.set("gatehouse_session", "rubbish");
    const { headers } = await send(client, "logOut");
    expect(headers.getSetCookie()).toEqual([clearing]);
  });
});
