import { afterAll, describe, expect, test } from "@jest/globals";

import { contentsOf } from "../../support/database-contents.js";
import { logIn, whoIs } from "../../support/operations.js";
import { clientOf, createPerson, type Person } from "../../support/people.js";
import { administer, historyOf, sendAsStaff, staffWith, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const manager = await createPerson(server, {
  isStaff: true,
  permissions: ["auth.change_user", "auth.delete_user", "sessions.delete_session"],
});
const staff = await clientOf(server, manager);
const superuser = await staffWith(server, { isSuperuser: true });

const isThere = async ({ id }: Person) => (await server.database.query("SELECT 1 FROM users WHERE id = $1", [id])).length === 1;

describe("deactivateUsers", () => {
  test("shuts users out, ends their sessions, and tells so in the log", async () => {
    const people = [await createPerson(server), await createPerson(server)];
    const clients = await Promise.all(people.map(async (person) => clientOf(server, person)));
    const { users } = await administer(staff, "deactivateUsers", { ids: people.map(userId) });
    expect(users).toEqual(people.map((person) => ({ id: userId(person), isActive: false, version: 2 })));
    expect(await Promise.all(clients.map(whoIs))).toEqual([null, null]);
    for (const person of people) {
      const changes = { isActive: { from: true, to: false } };
      expect(await historyOf(server, person)).toEqual([{ action: "CHANGE", actor_name: manager.username, details: { changes } }]);
    }
  });

  test("leaves users alone who are out already, and users who are named twice are changed once", async () => {
    const [out, twice] = [await createPerson(server, { isActive: false }), await createPerson(server)];
    await administer(staff, "deactivateUsers", { ids: [out, twice, twice].map(userId) });
    expect([(await historyOf(server, out)).length, (await historyOf(server, twice)).length]).toEqual([0, 1]);
  });

  test("changes nobody when one of many is refused, and says which", async () => {
    const [plain, boss] = [await createPerson(server), await createPerson(server, { isSuperuser: true })];
    const before = await contentsOf(server);
    const { users, userErrors } = await administer(staff, "deactivateUsers", { ids: [userId(plain), "rubbish", userId(boss)] });
    expect(users).toBeNull();
    expect(userErrors.map(({ code, path }) => [code, path])).toEqual([
      ["NOT_FOUND", ["input", "ids", "1"]],
      ["OUT_OF_SCOPE", ["input", "ids", "2"]],
    ]);
    expect(await contentsOf(server)).toBe(before);
  });

  test("takes a thousand users at once", async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, async () => userId(await createPerson(server))));
    const thousand = Array.from({ length: 1000 }, (_, index) => ids[index % 40]);
    expect((await administer(staff, "deactivateUsers", { ids: thousand })).users).toHaveLength(40);
  });

  test("refuses an empty list, and one of more than a thousand", async () => {
    const { userErrors } = await administer(staff, "deactivateUsers", { ids: [] });
    expect(userErrors).toMatchObject([{ code: "REQUIRED", path: ["input", "ids"] }]);
    const tooMany = Array.from({ length: 1001 }, () => "x");
    expect((await sendAsStaff(staff, "deactivateUsers", { ids: tooMany })).code).toBe("BAD_USER_INPUT");
  });

  test("counts as soon as the right is gone, even for requests of the same session", async () => {
    const former = await createPerson(server, { isStaff: true, permissions: ["auth.change_user"] });
    const client = await clientOf(server, former);
    await server.database.execute("DELETE FROM user_permissions WHERE user_id = $1", [former.id]);
    expect((await sendAsStaff(client, "deactivateUsers", { ids: [userId(await createPerson(server))] })).code).toBe("FORBIDDEN");
  });
});

test("activateUsers by a superuser lets users in again, but revives no session", async () => {
  const person = await createPerson(server);
  const client = await clientOf(server, person);
  await administer(superuser, "deactivateUsers", { ids: [userId(person)] });
  expect((await administer(superuser, "activateUsers", { ids: [userId(person)] })).users).toMatchObject([{ isActive: true, version: 3 }]);
  expect(await whoIs(client)).toBeNull();
  expect((await logIn(client, { identifier: person.username, password: person.password })).userErrors).toEqual([]);
});

describe("deleteUsers", () => {
  test("deletes users with their sessions, and keeps what they were in the log", async () => {
    const person = await createPerson(server, { firstName: "Ada", groupPermissions: ["auth.view_user"], permissions: ["auth.view_group"] });
    const client = await clientOf(server, person);
    expect(await administer(staff, "deleteUsers", { ids: [userId(person)] })).toMatchObject({
      deletedUserIds: [userId(person)],
      userErrors: [],
    });
    expect([await isThere(person), await whoIs(client)]).toEqual([false, null]);
    const [entry] = await historyOf(server, person);
    expect(entry).toMatchObject({
      action: "DELETE",
      details: {
        changes: {
          username: { from: person.username, to: null },
          firstName: { from: "Ada", to: null },
          groups: { from: [`group of ${person.username}`], to: null },
          permissions: { from: ["auth.view_group"], to: null },
        },
      },
    });
    expect(JSON.stringify(entry)).not.toMatch(/password|bcrypt/);
  });
});

test("revokeUserSessions ends all sessions of users and says how many", async () => {
  const people = [await createPerson(server), await createPerson(server)];
  const clients = await Promise.all([...people, ...people].map(async (person) => clientOf(server, person)));
  expect(await administer(staff, "revokeUserSessions", { ids: people.map(userId) })).toMatchObject({ revokedCount: 4, userErrors: [] });
  expect(await Promise.all(clients.map(whoIs))).toEqual([null, null, null, null]);
  for (const person of people) {
    expect(await historyOf(server, person)).toMatchObject([{ action: "SESSION_REVOKE", details: { sessions: 2 } }]);
  }
});
