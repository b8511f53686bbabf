import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { clientOf, createPerson } from "../../support/people.js";
import { administer, type StaffMutationName, userId } from "../../support/staff.js";
import { createTestServer, type TestServer } from "../../support/test-server.js";

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ GATEHOUSE_DJANGO_DELEGATION: "on" });
});
afterEach(async () => server.stop());

const operations: StaffMutationName[] = ["deactivateUsers", "deleteUsers"];

async function countSuperusers(): Promise<number> {
  return (await server.database.query("SELECT 1 FROM users WHERE is_superuser AND is_active")).length;
}

test.each(operations)("%s keeps the last active superuser, even under Django's rules", async (name) => {
  const last = await createPerson(server, { isStaff: true, isSuperuser: true });
  await createPerson(server, { isSuperuser: true, isActive: false });
  const { userErrors } = await administer(await clientOf(server, last), name, { ids: [userId(last)] });
  expect(userErrors).toMatchObject([{ code: "LAST_ADMINISTRATOR", path: ["input", "ids", "0"] }]);
  expect(await countSuperusers()).toBe(1);
});

test.each(operations)("%s does not take all superusers at once", async (name) => {
  const people = [await createPerson(server, { isSuperuser: true }), await createPerson(server, { isSuperuser: true })];
  const staff = await createPerson(server, { isStaff: true, permissions: ["auth.change_user", "auth.delete_user"] });
  const { userErrors } = await administer(await clientOf(server, staff), name, { ids: people.map(userId) });
  expect(userErrors.map(({ code }) => code)).toEqual(["LAST_ADMINISTRATOR", "LAST_ADMINISTRATOR"]);
});

test.each(operations)("of many superusers who %s each other at once, one is left", async (name) => {
  const people = await Promise.all(Array.from({ length: 6 }, async () => createPerson(server, { isStaff: true, isSuperuser: true })));
  const clients = await Promise.all(people.map(async (person) => clientOf(server, person)));
  await Promise.allSettled(
    clients.map(async (client, index) => administer(client, name, { ids: people.filter((_, other) => other !== index).map(userId) })),
  );
  expect(await countSuperusers()).toBe(1);
});
