import { afterAll, describe, expect, test } from "@jest/globals";

import { contentsOf } from "../../support/database-contents.js";
import { faultsOf, logIn } from "../../support/operations.js";
import { clientOf, createPerson, goodPassword } from "../../support/people.js";
import { administer, createGroup, groupIdOf, sendAsStaff, staffWith } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const manager = await createPerson(server, { isStaff: true, permissions: ["auth.add_user", "auth.view_group"] });
const staff = await clientOf(server, manager);
const superuser = await staffWith(server, { isSuperuser: true });
const viewers = await createGroup(server, ["auth.view_group"]);

const create = async (input: object, client = staff) => administer(client, "createUser", input);

async function lastEntry(): Promise<{ action: string; details: { changes: Record<string, unknown> } } | undefined> {
  const rows = await server.database.query<{ action: string; details: { changes: Record<string, unknown> } }>(
    "SELECT action, details FROM log_entries ORDER BY occurred_at DESC LIMIT 1",
  );
  return rows[0];
}

describe("createUser", () => {
  test("makes a user with every field of the form, who can log in", async () => {
    const input = { username: "Ａda", email: "Ada@EXAMPLE.com", firstName: " Ada ", lastName: "Byron", password: goodPassword };
    const { user, userErrors } = await create({ ...input, groupIds: [groupIdOf(viewers)], permissions: ["auth.view_group"] });
    expect(userErrors).toEqual([]);
    const expected = { username: "Ada", email: "Ada@example.com", firstName: "Ada", lastName: "Byron", lastLoginAt: null, version: 1 };
    expect(user).toMatchObject({ ...expected, isActive: true, isStaff: false, isSuperuser: false });
    const client = server.client();
    expect((await logIn(client, { identifier: "ada", password: goodPassword })).userErrors).toEqual([]);
    expect(await client.ask("{ me { groups { nodes { name } } permissions { nodes { name } } } }")).toEqual({
      me: { groups: { nodes: [{ name: `group ${viewers}` }] }, permissions: { nodes: [{ name: "auth.view_group" }] } },
    });
  });

  test("makes a user whom no password opens when none is given", async () => {
    await create({ username: "grace" });
    expect(await server.database.query("SELECT password FROM users WHERE username = 'grace'")).toEqual([
      { password: expect.stringMatching(/^!/) },
    ]);
  });

  test("notes every field in the log, and nothing of the password", async () => {
    await create({ username: "barbara", password: goodPassword, permissions: ["auth.view_group"] });
    const entry = await lastEntry();
    expect(entry).toMatchObject({
      action: "ADD",
      details: { changes: { username: { from: null, to: "barbara" }, permissions: { from: null, to: ["auth.view_group"] } } },
    });
    expect(JSON.stringify(entry)).not.toMatch(/password|bcrypt|Tulip/);
  });

  test("lets superusers make superusers and staff", async () => {
    const { user } = await create({ username: "edsger", isStaff: true, isSuperuser: true, isActive: false }, superuser);
    expect(user).toMatchObject({ isStaff: true, isSuperuser: true, isActive: false });
  });

  test.each([
    ["a superuser", { isSuperuser: true }, "OUT_OF_SCOPE input.isSuperuser"],
    ["staff", { isStaff: true }, "OUT_OF_SCOPE input.isStaff"],
    ["somebody with rights the actor lacks", { permissions: ["auth.delete_user"] }, "OUT_OF_SCOPE input.permissions"],
    ["somebody with an unknown permission", { permissions: ["auth.view_group", "auth.fly"] }, "NOT_FOUND input.permissions.1"],
    ["a member of no group", { groupIds: ["rubbish"] }, "NOT_FOUND input.groupIds.0"],
    ["somebody without a name", { username: " " }, "REQUIRED input.username"],
    ["somebody with a taken name", { username: manager.username.toUpperCase() }, "ALREADY_TAKEN input.username"],
    ["somebody with a taken address", { email: manager.email.toUpperCase() }, "ALREADY_TAKEN input.email"],
    ["somebody with a name that cannot be", { username: hostile.bidi }, "INVALID input.username"],
    ["somebody with a forged name", { firstName: hostile.lineBreak }, "INVALID input.firstName"],
    ["somebody with a short password", { password: "xK9" }, "TOO_SHORT input.password"],
  ])("refuses to make %s, and makes nobody", async (_what, input, fault) => {
    const before = await contentsOf(server);
    expect(faultsOf(await create({ username: "nobody", ...input }))).toContain(fault);
    expect(await contentsOf(server)).toBe(before);
  });

  test("refuses absurd lengths", async () => {
    expect((await sendAsStaff(staff, "createUser", { username: absurd })).code).toBe("BAD_USER_INPUT");
  });

  test("makes one user of many who are to have one name at once", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, async () => create({ username: "tony" })));
    expect(answers.filter(({ user }) => user)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
      Array.from({ length: 4 }, () => "ALREADY_TAKEN"),
    );
  });
});

test("under Django's rules, making users takes auth.change_user as well", async () => {
  const lax = await createTestServer({ GATEHOUSE_DJANGO_DELEGATION: "on" });
  try {
    const adder = await staffWith(lax, { permissions: ["auth.add_user"] });
    expect((await administer(adder, "createUser", { username: "x" })).userErrors).toMatchObject([{ code: "OUT_OF_SCOPE" }]);
    const both = await staffWith(lax, { permissions: ["auth.add_user", "auth.change_user"] });
    expect((await administer(both, "createUser", { username: "x", isSuperuser: true })).user).toMatchObject({ isSuperuser: true });
  } finally {
    await lax.stop();
  }
});
