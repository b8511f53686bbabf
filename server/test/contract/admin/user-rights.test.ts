import { afterAll, describe, expect, test } from "@jest/globals";

import { contentsOf } from "../../support/database-contents.js";
import { clientOf, createPerson, type Person } from "../../support/people.js";
import { administer, createGroup, groupIdOf, historyOf, sendAsStaff, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";
import { hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const manager = await createPerson(server, { isStaff: true, permissions: ["auth.change_user"], groupPermissions: ["auth.view_group"] });
const staff = await clientOf(server, manager);

async function permissionsOf(person: Person): Promise<string[]> {
  const { viewer } = await (await clientOf(server, person)).ask<{ viewer: { permissions: string[] } }>("{ viewer { permissions } }");
  return viewer.permissions;
}

describe("addUsersToGroup", () => {
  test("gives all users what the group holds, at once, and leaves members alone", async () => {
    const group = await createGroup(server, ["auth.view_group"]);
    const [one, two] = [await createPerson(server), await createPerson(server)];
    await administer(staff, "addUsersToGroup", { ids: [userId(one)], groupId: groupIdOf(group) });
    const { users } = await administer(staff, "addUsersToGroup", { ids: [one, two].map(userId), groupId: groupIdOf(group) });
    expect(users?.map(({ version }) => version)).toEqual([2, 2]);
    expect([await permissionsOf(one), await permissionsOf(two)]).toEqual([["auth.view_group"], ["auth.view_group"]]);
    const changes = { groups: { from: [], to: [`group ${group}`] } };
    for (const person of [one, two]) {
      expect(await historyOf(server, person)).toEqual([{ action: "CHANGE", actor_name: manager.username, details: { changes } }]);
    }
  });

  test("refuses a group that reaches beyond the actor, and says by what", async () => {
    const group = await createGroup(server, ["auth.view_group", "auth.delete_user"]);
    const input = { ids: [userId(await createPerson(server))], groupId: groupIdOf(group) };
    const before = await contentsOf(server);
    const { userErrors } = await administer(staff, "addUsersToGroup", input);
    expect(userErrors).toMatchObject([{ code: "OUT_OF_SCOPE", params: { permission: "auth.delete_user" } }]);
    expect(await contentsOf(server)).toBe(before);
  });

  test.each(["", "rubbish", hostile.nul, hostile.highSurrogate, userId(manager), groupIdOf("01890a5d-ac96-774b-bcce-b302099a8057")])(
    "says NOT_FOUND for the group %j",
    async (groupId) => {
      const { userErrors } = await administer(staff, "addUsersToGroup", { ids: [userId(await createPerson(server))], groupId });
      expect(userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["input", "groupId"] }]);
    },
  );
});

test("removeUsersFromGroup takes away what the group gave, and nothing else", async () => {
  const group = await createGroup(server, ["auth.view_group"]);
  const person = await createPerson(server, { permissions: ["auth.view_user"] });
  const input = { ids: [userId(person)], groupId: groupIdOf(group) };
  await administer(staff, "addUsersToGroup", input);
  await administer(staff, "removeUsersFromGroup", input);
  expect(await permissionsOf(person)).toEqual(["auth.view_user"]);
  expect((await historyOf(server, person)).at(-1)?.details).toEqual({ changes: { groups: { from: [`group ${group}`], to: [] } } });
});

describe("grantUserPermissions", () => {
  test("adds what the actor holds, through a group too, and revokeUserPermissions takes it away", async () => {
    const person = await createPerson(server);
    const input = { ids: [userId(person)], permissions: ["auth.view_group", "auth.change_user"] };
    expect((await administer(staff, "grantUserPermissions", input)).userErrors).toEqual([]);
    expect(await permissionsOf(person)).toEqual(["auth.change_user", "auth.view_group"]);
    await administer(staff, "revokeUserPermissions", { ...input, permissions: ["auth.change_user"] });
    expect(await permissionsOf(person)).toEqual(["auth.view_group"]);
    expect((await historyOf(server, person)).map(({ details }) => details.changes)).toEqual([
      { permissions: { from: [], to: ["auth.change_user", "auth.view_group"] } },
      { permissions: { from: ["auth.change_user", "auth.view_group"], to: ["auth.view_group"] } },
    ]);
  });

  test("refuses what the actor does not hold, and then grants nothing", async () => {
    const person = await createPerson(server);
    const input = { ids: [userId(person)], permissions: ["auth.view_group", "auth.delete_user"] };
    expect((await administer(staff, "grantUserPermissions", input)).userErrors).toMatchObject([
      { code: "OUT_OF_SCOPE", path: ["input", "ids", "0"], params: { permission: "auth.delete_user" } },
    ]);
    expect(await permissionsOf(person)).toEqual([]);
  });

  test("says which permissions there are not", async () => {
    const names = ["auth.view_group", "auth.fly", hostile.nul, hostile.highSurrogate, ""];
    const { body } = await sendAsStaff(staff, "grantUserPermissions", { ids: [userId(await createPerson(server))], permissions: names });
    expect(body.data?.payload?.userErrors.map(({ code, path }) => `${code} ${path?.join(".")}`)).toEqual(
      [1, 2, 3, 4].map((index) => `NOT_FOUND input.permissions.${index}`),
    );
  });
});
