import { afterAll, describe, expect, test } from "@jest/globals";

import { contentsOf } from "../../support/database-contents.js";
import { faultsOf, mutate, whoIs } from "../../support/operations.js";
import { clientOf, createPerson, type Person } from "../../support/people.js";
import { administer, createGroup, groupIdOf, historyOf, staffWith, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";
import { hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const manager = await createPerson(server, { isStaff: true, permissions: ["auth.change_user", "auth.view_group"] });
const staff = await clientOf(server, manager);
const boss = await createPerson(server, { isStaff: true, isSuperuser: true });
const superuser = await clientOf(server, boss);

const update = async (person: Person, changes: object, client = staff) =>
  administer(client, "updateUser", { id: userId(person), ...changes });

describe("updateUser", () => {
  test("changes every field of Django's form, dates included", async () => {
    const person = await createPerson(server);
    const changes = {
      username: `renamed.${person.username}`,
      email: "renamed@example.com",
      firstName: "New",
      lastName: "Name",
      isActive: true,
      isStaff: true,
      isSuperuser: true,
      joinedAt: "2001-02-03T04:05:06.000Z",
      lastLoginAt: "2002-02-03T04:05:06.000Z",
    };
    const { user, userErrors } = await update(person, { ...changes, version: 1 }, superuser);
    expect(userErrors).toEqual([]);
    expect(user).toEqual({ id: userId(person), ...changes, version: 2 });
    expect((await update(person, { lastLoginAt: null }, superuser)).user).toMatchObject({ lastLoginAt: null, version: 3 });
  });

  test("leaves alone what is absent or null", async () => {
    const person = await createPerson(server, { firstName: "Ada", permissions: ["auth.delete_user"] });
    const { user } = await update(person, { lastName: "Byron", firstName: null, isStaff: null, groupIds: null, permissions: null });
    expect(user).toMatchObject({ firstName: "Ada", lastName: "Byron", email: person.email, isActive: true });
    expect(await historyOf(server, person)).toEqual([
      { action: "CHANGE", actor_name: manager.username, details: { changes: { lastName: { from: "", to: "Byron" } } } },
    ]);
  });

  test("writes nothing when nothing is different, even when a whole form is sent as it was read", async () => {
    const person = await createPerson(server, { firstName: "Ada", permissions: ["auth.view_user"] });
    await clientOf(server, person);
    const query = `query ($id: ID!) { user(id: $id) {
      version username email firstName lastName isActive isStaff isSuperuser joinedAt lastLoginAt
    } }`;
    const { user: form } = await superuser.ask<{ user: object }>(query, { id: userId(person) });
    const before = await contentsOf(server);
    const changes = { ...form, groupIds: [], permissions: ["auth.view_user"] };
    expect((await update(person, changes, superuser)).user).toMatchObject({ version: 1 });
    expect(await contentsOf(server)).toBe(before);
    expect((await historyOf(server, person)).map(({ action }) => action)).not.toContain("CHANGE");
  });

  test("sets groups and permissions, and keeps those the actor could not give", async () => {
    const group = await createGroup(server, ["auth.view_group"]);
    const person = await createPerson(server, { permissions: ["auth.delete_user"] });
    const permissions = ["auth.delete_user", "auth.view_group"];
    expect((await update(person, { groupIds: [groupIdOf(group)], permissions })).userErrors).toEqual([]);
    expect((await historyOf(server, person)).at(-1)?.details.changes).toEqual({
      groups: { from: [], to: [`group ${group}`] },
      permissions: { from: ["auth.delete_user"], to: permissions },
    });
    await update(person, { groupIds: [], permissions: [] });
    expect((await historyOf(server, person)).at(-1)?.details.changes).toEqual({
      groups: { from: [`group ${group}`], to: [] },
      permissions: { from: permissions, to: [] },
    });
  });

  test("ends the sessions of a user who is shut out", async () => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    await update(person, { isActive: false });
    await update(person, { isActive: true }, superuser);
    expect(await whoIs(client)).toBeNull();
  });

  test.each([
    [{ isSuperuser: true }, "OUT_OF_SCOPE input.isSuperuser"],
    [{ isStaff: true }, "OUT_OF_SCOPE input.isStaff"],
    [{ permissions: ["auth.delete_user"] }, "OUT_OF_SCOPE input.permissions"],
    [{ permissions: ["auth.fly"] }, "NOT_FOUND input.permissions.0"],
    [{ username: "" }, "REQUIRED input.username"],
    [{ username: hostile.nul }, "INVALID input.username"],
    [{ username: manager.username }, "ALREADY_TAKEN input.username"],
    [{ username: manager.email }, "ALREADY_TAKEN input.username"],
    [{ email: manager.email }, "ALREADY_TAKEN input.email"],
    [{ email: "nowhere" }, "INVALID input.email"],
    [{ joinedAt: null }, "REQUIRED input.joinedAt"],
    [{ id: "rubbish" }, "NOT_FOUND input.id"],
  ])("by staff refuses %j, and changes nothing", async (changes, fault) => {
    const person = await createPerson(server);
    const before = await contentsOf(server);
    expect(faultsOf(await update(person, { lastName: "Changed", ...changes }))).toEqual([fault]);
    expect(await contentsOf(server)).toBe(before);
  });

  test.each([[{ isStaff: false }], [{ isSuperuser: true }], [{ permissions: [] }], [{ groupIds: [] }], [{ isActive: false }]])(
    "by staff refuses %j to themselves",
    async (changes) => {
      const self = await createPerson(server, { isStaff: true, permissions: ["auth.change_user"], groupPermissions: ["auth.view_user"] });
      const answer = await update(self, changes, await clientOf(server, self));
      expect(faultsOf(answer)).toEqual([`SELF_ACTION_FORBIDDEN input.${Object.keys(changes)[0]}`]);
    },
  );

  test("lets staff change their own names", async () => {
    expect((await update(manager, { firstName: "Own" })).user).toMatchObject({ firstName: "Own" });
  });
});

describe("of two who save one user", () => {
  test("the later is told who was faster and when, and overwrites nothing", async () => {
    const person = await createPerson(server);
    await update(person, { version: 1, firstName: "Boss" }, superuser);
    const { user, userErrors } = await update(person, { version: 1, firstName: "Manager", lastName: "Manager" });
    expect(user).toBeNull();
    expect(userErrors).toEqual([
      {
        code: "CONFLICT",
        message: expect.stringContaining(boss.username),
        path: ["input", "version"],
        params: { version: 2, changedBy: boss.username, changedAt: expect.stringMatching(/^\d{4}-.*Z$/) },
      },
    ]);
    expect((await update(person, { version: 2, lastName: "Manager" })).user).toMatchObject({ firstName: "Boss", lastName: "Manager" });
  });

  test("at once, one wins", async () => {
    const person = await createPerson(server);
    const answers = await Promise.all(
      Array.from({ length: 5 }, async (_, index) => update(person, { version: 1, firstName: `saver ${index}` })),
    );
    expect(answers.filter(({ user }) => user?.version === 2)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      "CONFLICT",
      "CONFLICT",
      "CONFLICT",
      "CONFLICT",
    ]);
  });

  test("a change of the profile by its owner counts, a log-in does not", async () => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    expect((await update(person, { version: 1, lastName: "x" })).userErrors).toEqual([]);
    await mutate(client, "updateProfile", { firstName: "Own" });
    expect((await update(person, { version: 2, lastName: "y" })).userErrors).toMatchObject([
      { code: "CONFLICT", params: { changedBy: person.username } },
    ]);
  });
});

test("a superuser may step down, but the last one may not", async () => {
  const other = await createPerson(server, { isStaff: true, isSuperuser: true });
  const client = await clientOf(server, other);
  expect((await update(other, { isSuperuser: false }, client)).user).toMatchObject({ isSuperuser: false });
  const alone = await createTestServer();
  try {
    const last = await createPerson(alone, { isSuperuser: true });
    for (const changes of [{ isSuperuser: false }, { isActive: false }]) {
      const { userErrors } = await administer(await clientOf(alone, last), "updateUser", { id: userId(last), ...changes });
      expect(userErrors).toMatchObject([{ code: "LAST_ADMINISTRATOR" }]);
    }
  } finally {
    await alone.stop();
  }
});

test("two superusers who demote each other at once leave one", async () => {
  const two = await createTestServer();
  try {
    const people = [await createPerson(two, { isSuperuser: true }), await createPerson(two, { isSuperuser: true })];
    const clients = await Promise.all(people.map(async (person) => clientOf(two, person)));
    await Promise.allSettled(
      clients.map(async (client, index) => administer(client, "updateUser", { id: userId(people[1 - index] ?? boss), isSuperuser: false })),
    );
    expect(await two.database.query("SELECT 1 FROM users WHERE is_superuser")).toHaveLength(1);
  } finally {
    await two.stop();
  }
});

test("an address cannot be used to take over a colleague who may do more", async () => {
  const colleague = await createPerson(server, { isStaff: true, groupPermissions: ["auth.delete_group"] });
  expect(faultsOf(await update(colleague, { email: "mine@example.com" }))).toEqual(["OUT_OF_SCOPE input.email"]);
  expect((await update(colleague, { firstName: "Fine" })).userErrors).toEqual([]);
  expect(
    await staffWith(server, { permissions: ["auth.change_user", "auth.delete_group"] }).then(async (client) =>
      update(colleague, { email: "theirs@example.com" }, client),
    ),
  ).toMatchObject({ userErrors: [] });
});
