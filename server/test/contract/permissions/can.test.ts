import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { clientOf, createPerson, type PersonWish } from "../../support/people.js";
import { createTestServer, type TestServer } from "../../support/test-server.js";

let server: TestServer;

beforeAll(async () => {
  server = await createTestServer();
});

afterAll(async () => server.stop());

// Django's truth table; inactive users have no session, so their rows are a unit test of the permissions service.
describe("viewer.can", () => {
  const document = `{ viewer {
    held: can(permission: "auth.view_user") other: can(permission: "auth.add_user") unknown: can(permission: "no.such_thing")
    object: can(permission: "auth.view_user", objectId: "1") noObject: can(permission: "auth.view_user", objectId: null)
  } }`;
  const everything = { held: true, other: true, unknown: true, object: true, noObject: true };
  const nothing = { held: false, other: false, unknown: false, object: false, noObject: false };
  const onlyHeld = { ...nothing, held: true, noObject: true };

  test.each<[string, PersonWish, object]>([
    ["a superuser", { isSuperuser: true }, everything],
    ["who holds it directly", { permissions: ["auth.view_user"] }, onlyHeld],
    ["who holds it by a group", { groupPermissions: ["auth.view_user"] }, onlyHeld],
    ["who holds it both ways", { permissions: ["auth.view_user"], groupPermissions: ["auth.view_user"] }, onlyHeld],
    ["staff without any", { isStaff: true }, nothing],
  ])("%s", async (_name, wish, answers) => {
    const client = await clientOf(server, await createPerson(server, wish));
    expect(await client.ask(document)).toEqual({ viewer: answers });
  });

  test("an anonymous caller is no viewer", async () => {
    expect(await server.client().ask(document)).toEqual({ viewer: null });
  });
});

test("who may change users may look at them, but does not hold the permission to", async () => {
  const client = await clientOf(server, await createPerson(server, { permissions: ["auth.change_user"] }));
  const { users, viewer } = await client.ask<{ users: { nodes: unknown[] }; viewer: { can: boolean } }>(
    '{ users(first: 1) { nodes { id } } viewer { can(permission: "auth.view_user") } }',
  );
  expect([users.nodes.length, viewer.can]).toEqual([1, false]);
});
