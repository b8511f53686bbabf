import { afterAll, describe, expect, test } from "@jest/globals";

import { createCrowd } from "../../support/bulk-changes.js";
import { contentsOf } from "../../support/database-contents.js";
import { faultsOf } from "../../support/operations.js";
import { clientOf, createPerson, fourCallers } from "../../support/people.js";
import { administer, createGroup, groupIdOf, sendAsStaff, type StaffMutationName, staffWith, userId } from "../../support/staff.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
const lax = await createTestServer({ GATEHOUSE_DJANGO_DELEGATION: "on" });
afterAll(async () => Promise.all([server.stop(), lax.stop()]));

const manager = await createPerson(server, { isStaff: true, permissions: ["auth.change_user", "auth.delete_user", "auth.view_user"] });
const staff = await clientOf(server, manager);

describe("a selection", () => {
  test("is what users would list, by filter and search, and is answered as ids are", async () => {
    const { matching, keys } = await createCrowd(server, 12);
    const wanted = { ...matching, search: "-11" };
    const { users, bulkChange, userErrors } = await administer(staff, "deactivateUsers", { matching: wanted, expectedCount: 1 });
    expect([users, bulkChange, userErrors]).toEqual([[{ id: expect.any(String), isActive: false, version: 2 }], null, []]);
    const answer = await administer(staff, "deleteUsers", { matching });
    expect(answer).toEqual({ deletedUserIds: keys.map((id) => userId({ id })), bulkChange: null, userErrors: [] });
  });

  test("may match nobody", async () => {
    const matching = { filter: { username: { equals: "nobody at all" } } };
    expect(await administer(staff, "deactivateUsers", { matching })).toEqual({ users: [], bulkChange: null, userErrors: [] });
  });

  test.each([
    [{}, "REQUIRED input.ids"],
    [{ ids: null, matching: null }, "REQUIRED input.ids"],
    [{ ids: [], matching: { search: "x" } }, "INVALID input.matching"],
    [{ matching: {} }, "REQUIRED input.matching"],
    [{ matching: { filter: {}, search: "  " } }, "REQUIRED input.matching"],
    [{ matching: { filter: { and: [{}, { or: [{ username: {} }] }], email: null } } }, "REQUIRED input.matching"],
  ])("is refused when it is unclear: %j", async (input, fault) => {
    const before = await contentsOf(server);
    expect(faultsOf(await administer(staff, "deactivateUsers", input))).toEqual([fault]);
    expect(await contentsOf(server)).toBe(before);
  });

  test("is bounded as the list is", async () => {
    for (const matching of [{ search: "x".repeat(1001) }, { filter: { username: { equals: "x".repeat(10_000) } } }]) {
      expect((await sendAsStaff(staff, "deactivateUsers", { matching })).code).toBe("BAD_USER_INPUT");
    }
  });

  test("of everyone is said so, and takes the last superuser as well", async () => {
    const boss = await createPerson(server, { isStaff: true, isSuperuser: true });
    const { users, userErrors } = await administer(await clientOf(server, boss), "deactivateUsers", { matching: { everyone: true } });
    expect(users).toBeNull();
    expect(userErrors).toMatchObject([
      { code: "LAST_ADMINISTRATOR", path: ["input", "matching"], params: { username: boss.username, refusedCount: 1 } },
    ]);
  });

  test("changes nobody when one of many is refused, and says who", async () => {
    const { matching } = await createCrowd(server, 30);
    const { startsWith } = matching.filter.username;
    const boss = await createPerson(server, { username: `${startsWith}boss`, isSuperuser: true });
    const before = await contentsOf(server);
    const { userErrors } = await administer(staff, "deleteUsers", { matching });
    const message = expect.stringContaining(`${boss.username}: `);
    const params = { username: boss.username, refusedCount: 1 };
    expect(userErrors).toEqual([{ code: "OUT_OF_SCOPE", path: ["input", "matching"], message, params }]);
    expect(await contentsOf(server)).toBe(before);
  });

  test("names twenty of those who are refused, and counts the rest", async () => {
    const { matching } = await createCrowd(server, 25);
    const groupId = groupIdOf(await createGroup(server, ["auth.delete_group"]));
    const { userErrors } = await administer(staff, "addUsersToGroup", { matching, groupId });
    expect(new Set(userErrors.map(({ params }) => params?.["username"])).size).toBe(20);
    expect(userErrors).toMatchObject(Array.from({ length: 20 }, () => ({ params: { refusedCount: 25, permission: "auth.delete_group" } })));
  });

  test("does not take all superusers at once", async () => {
    await createPerson(lax, { username: "boss-1", isSuperuser: true });
    await createPerson(lax, { username: "boss-2", isSuperuser: true });
    const client = await staffWith(lax, { permissions: ["auth.delete_user", "auth.view_user"] });
    const { userErrors } = await administer(client, "deleteUsers", { matching: { filter: { isSuperuser: true } } });
    expect(userErrors.map(({ code }) => code)).toEqual(["LAST_ADMINISTRATOR", "LAST_ADMINISTRATOR"]);
  });
});

test.each([-1, 1])("another count than expected is a conflict, for a selection and for ids (%i)", async (difference) => {
  const { matching, keys } = await createCrowd(server, 3);
  const before = await contentsOf(server);
  for (const input of [{ matching }, { ids: keys.map((id) => userId({ id })) }]) {
    const { userErrors } = await administer(staff, "deleteUsers", { ...input, expectedCount: 3 + difference });
    expect(userErrors).toMatchObject([{ code: "CONFLICT", path: ["input", "expectedCount"], params: { count: 3 } }]);
  }
  expect(await contentsOf(server)).toBe(before);
});

describe("what a selection asks about must be visible", () => {
  const unknownKey = "0198c0de-0000-7000-8000-000000000000";

  test.each([
    ["auth.view_user", { search: "crowd" }],
    ["auth.view_group", { filter: { groups: { none: true } } }],
    ["auth.view_group", { filter: { not: { and: [{ groups: { in: [groupIdOf(unknownKey)] } }] } } }],
    ["auth.view_permission", { filter: { or: [{ permissions: { in: ["auth.fly"] } }] } }],
  ])("with %s: %j", async (permission, matching) => {
    const all = ["auth.delete_user", "auth.view_user", "auth.view_group", "auth.view_permission"];
    const before = await createCrowd(server, 2);
    const client = await staffWith(server, { permissions: all.filter((name) => name !== permission) });
    const { code, body } = await sendAsStaff(client, "deleteUsers", { matching });
    expect([code, body.errors?.[0]?.extensions["requiredPermissions"]]).toEqual(["FORBIDDEN", [permission]]);
    expect(await server.database.query("SELECT 1 FROM users WHERE id = ANY($1)", [before.keys])).toHaveLength(2);
    const informed = await staffWith(server, { permissions: all });
    expect((await sendAsStaff(informed, "deleteUsers", { matching: { ...matching, search: "not there" } })).code).toBeUndefined();
  });

  test("and the permission to do it comes first", async () => {
    for (const { client, code } of (await fourCallers(server, "auth.delete_user")).slice(0, 3)) {
      expect((await sendAsStaff(client, "deleteUsers", { matching: { search: "x" } })).code).toBe(code);
    }
  });
});

test.each<[StaffMutationName, object]>([
  ["activateUsers", {}],
  ["deactivateUsers", {}],
  ["deleteUsers", {}],
  ["revokeUserSessions", {}],
  ["addUsersToGroup", { groupId: groupIdOf(await createGroup(server)) }],
  ["removeUsersFromGroup", { groupId: groupIdOf(await createGroup(server)) }],
  ["grantUserPermissions", { permissions: ["auth.view_user"] }],
  ["revokeUserPermissions", { permissions: ["auth.view_user"] }],
])("%s asks the database as often for fifty users as for two", async (name, input) => {
  const client = await staffWith(server, { isSuperuser: true });
  const counts: number[] = [];
  for (const size of [2, 50]) {
    const { matching, keys } = await createCrowd(server, size);
    await server.database.execute(
      `INSERT INTO sessions (id, user_id, secret_digest, password_digest, expires_at, is_remembered, method, backend)
       SELECT gen_random_uuid(), unnest($1::uuid[]), '', '', now() + interval '1 day', true, 'PASSWORD', 'password'`,
      [keys],
    );
    counts.push((await statementsOf(async () => administer(client, name, { matching, ...input }))).length);
  }
  expect(counts[0]).toBeLessThan(20);
  expect(counts[1]).toBe(counts[0]);
});
