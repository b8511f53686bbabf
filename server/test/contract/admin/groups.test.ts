import { afterAll, describe, expect, test } from "@jest/globals";

import { contentsOf } from "../../support/database-contents.js";
import { faultsOf } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import { administer, createGroup, groupIdOf, historyOf, sendAsStaff, staffWith } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const permissions = ["auth.add_group", "auth.change_group", "auth.delete_group", "auth.view_user"];
const manager = await createPerson(server, { isStaff: true, permissions });
const staff = await clientOf(server, manager);

const keyOf = (id: string | undefined) =>
  Buffer.from(id ?? "", "base64url")
    .toString()
    .replace("Group:", "");

async function permissionsOf(key: string): Promise<string[]> {
  const rows = await server.database.query<{ name: string }>(
    "SELECT app_label || '.' || codename AS name FROM permissions JOIN group_permissions ON permission_id = id WHERE group_id = $1 ORDER BY 1",
    [key],
  );
  return rows.map(({ name }) => name);
}

describe("createGroup", () => {
  test("makes a group with permissions, and says so in the log", async () => {
    const { group, userErrors } = await administer(staff, "createGroup", { name: " Editors ", permissions: ["auth.view_user"] });
    expect([group, userErrors]).toEqual([{ id: expect.any(String), name: "Editors", version: 1 }, []]);
    expect(await permissionsOf(keyOf(group?.id))).toEqual(["auth.view_user"]);
    const changes = { name: { from: null, to: "Editors" }, permissions: { from: null, to: ["auth.view_user"] } };
    expect(await historyOf(server, { id: keyOf(group?.id) })).toEqual([
      { action: "ADD", actor_name: manager.username, details: { changes } },
    ]);
  });

  test.each([
    [{ name: "" }, "REQUIRED input.name"],
    [{ name: "x".repeat(151) }, "TOO_LONG input.name"],
    [{ name: hostile.nul }, "INVALID input.name"],
    [{ name: "Editors" }, "ALREADY_TAKEN input.name"],
    [{ permissions: ["auth.delete_user"] }, "OUT_OF_SCOPE input.permissions"],
    [{ permissions: ["auth.fly"] }, "NOT_FOUND input.permissions.0"],
  ])("refuses %j, and makes nothing", async (input, fault) => {
    await administer(staff, "createGroup", { name: "Editors" });
    const before = await contentsOf(server);
    expect(faultsOf(await administer(staff, "createGroup", { name: "Another", ...input }))).toEqual([fault]);
    expect(await contentsOf(server)).toBe(before);
  });

  test("takes names that differ only in case for different ones, as Django", async () => {
    expect((await administer(staff, "createGroup", { name: "EDITORS" })).userErrors).toEqual([]);
  });

  test("refuses absurd lengths", async () => {
    expect((await sendAsStaff(staff, "createGroup", { name: absurd })).code).toBe("BAD_USER_INPUT");
  });
});

describe("updateGroup", () => {
  test("changes the name and leaves the permissions alone", async () => {
    const key = await createGroup(server, ["auth.delete_user"]);
    const { group } = await administer(staff, "updateGroup", { id: groupIdOf(key), version: 1, name: "Renamed" });
    expect(group).toEqual({ id: groupIdOf(key), name: "Renamed", version: 2 });
    expect(await permissionsOf(key)).toEqual(["auth.delete_user"]);
    expect((await historyOf(server, { id: key }))[0]?.details.changes).toEqual({ name: { from: `group ${key}`, to: "Renamed" } });
  });

  test.each([
    ["no field", {}],
    ["the same name and permissions", { permissions: ["auth.delete_user"] }],
    ["what it has added, and what it lacks taken away", { addPermissions: ["auth.delete_user"], removePermissions: ["auth.view_user"] }],
  ])("writes nothing when nothing is different: %s", async (_what, change) => {
    const key = await createGroup(server, ["auth.delete_user"]);
    const before = await contentsOf(server);
    const { group } = await administer(staff, "updateGroup", { id: groupIdOf(key), version: 1, name: ` group ${key} `, ...change });
    expect(group).toMatchObject({ version: 1 });
    expect(await contentsOf(server)).toBe(before);
    expect(await historyOf(server, { id: key })).toEqual([]);
  });

  test("adds, removes and sets permissions", async () => {
    const key = await createGroup(server, ["auth.delete_user"]);
    const update = async (change: object) => {
      expect((await administer(staff, "updateGroup", { id: groupIdOf(key), ...change })).userErrors).toEqual([]);
      return permissionsOf(key);
    };
    expect(await update({ addPermissions: ["auth.view_user"] })).toEqual(["auth.delete_user", "auth.view_user"]);
    expect(await update({ removePermissions: ["auth.delete_user"] })).toEqual(["auth.view_user"]);
    expect(await update({ permissions: ["auth.add_group"] })).toEqual(["auth.add_group"]);
    expect(await update({ permissions: [] })).toEqual([]);
    expect(await historyOf(server, { id: key })).toHaveLength(4);
  });

  test("gives the members what is added at once", async () => {
    const member = await createPerson(server, { groupPermissions: ["auth.view_group"] });
    const client = await clientOf(server, member);
    const [row] = await server.database.query<{ group_id: string }>("SELECT group_id FROM user_groups WHERE user_id = $1", [member.id]);
    await administer(staff, "updateGroup", { id: groupIdOf(row?.group_id ?? ""), addPermissions: ["auth.view_user"] });
    expect(await client.ask("{ viewer { permissions } }")).toEqual({ viewer: { permissions: ["auth.view_group", "auth.view_user"] } });
  });

  test.each([
    [{ addPermissions: ["auth.delete_permission"] }, "OUT_OF_SCOPE input.addPermissions"],
    [{ permissions: ["auth.delete_user", "auth.delete_permission"] }, "OUT_OF_SCOPE input.permissions"],
    [{ removePermissions: ["auth.fly"] }, "NOT_FOUND input.removePermissions.0"],
    [{ name: " " }, "REQUIRED input.name"],
    [{ version: 7 }, "CONFLICT input.version"],
    [{ id: "rubbish" }, "NOT_FOUND input.id"],
  ])("refuses %j, and changes nothing", async (change, fault) => {
    const key = await createGroup(server, ["auth.delete_user"]);
    const before = await contentsOf(server);
    expect(faultsOf(await administer(staff, "updateGroup", { id: groupIdOf(key), ...change }))).toEqual([fault]);
    expect(await contentsOf(server)).toBe(before);
  });

  test("of two who save at once, one wins", async () => {
    const key = await createGroup(server);
    const answers = await Promise.all(
      ["one", "two", "three"].map(async (name) =>
        administer(staff, "updateGroup", { id: groupIdOf(key), version: 1, name: `${name} ${key}` }),
      ),
    );
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(["CONFLICT", "CONFLICT"]);
  });

  test("lets superusers give anything", async () => {
    const superuser = await staffWith(server, { isSuperuser: true });
    const key = await createGroup(server);
    const input = { id: groupIdOf(key), addPermissions: ["auth.delete_permission"] };
    expect((await administer(superuser, "updateGroup", input)).userErrors).toEqual([]);
  });
});

describe("deleteGroups", () => {
  test("deletes groups and keeps their members", async () => {
    const member = await createPerson(server, { groupPermissions: ["auth.view_group"] });
    const [row] = await server.database.query<{ group_id: string }>("SELECT group_id FROM user_groups WHERE user_id = $1", [member.id]);
    const ids = [groupIdOf(row?.group_id ?? ""), groupIdOf(await createGroup(server))];
    const { deletedGroupIds, userErrors } = await administer(staff, "deleteGroups", { ids });
    expect([new Set(deletedGroupIds), userErrors]).toEqual([new Set(ids), []]);
    expect(await (await clientOf(server, member)).ask("{ viewer { permissions } }")).toEqual({ viewer: { permissions: [] } });
    expect(await historyOf(server, { id: row?.group_id ?? "" })).toMatchObject([
      { action: "DELETE", details: { changes: { permissions: { from: ["auth.view_group"], to: null } } } },
    ]);
  });

  test("makes forms stale that show the members in them, and no others", async () => {
    const [member, other] = [await createPerson(server, { groupPermissions: ["auth.view_group"] }), await createPerson(server)];
    const [row] = await server.database.query<{ group_id: string }>("SELECT group_id FROM user_groups WHERE user_id = $1", [member.id]);
    await administer(staff, "deleteGroups", { ids: [groupIdOf(row?.group_id ?? "")] });
    const versions = await server.database.query("SELECT version FROM users WHERE id = ANY($1) ORDER BY id", [[member.id, other.id]]);
    expect(versions).toEqual([{ version: 2 }, { version: 1 }]);
  });

  test("deletes none when one of them is not there", async () => {
    const key = await createGroup(server);
    const { userErrors } = await administer(staff, "deleteGroups", { ids: [groupIdOf(key), "rubbish"] });
    expect(userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["input", "ids", "1"] }]);
    expect(await server.database.query("SELECT 1 FROM groups WHERE id = $1", [key])).toHaveLength(1);
  });

  test("asks for at least one", async () => {
    expect(faultsOf(await administer(staff, "deleteGroups", { ids: [] }))).toEqual(["REQUIRED input.ids"]);
  });
});
