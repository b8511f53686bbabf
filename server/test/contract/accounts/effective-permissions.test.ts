import { afterAll, describe, expect, test } from "@jest/globals";

import { clientOf, createPerson, fourCallers, type Person } from "../../support/people.js";
import { staffWith, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";
import { hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const superuser = await createPerson(server, { isSuperuser: true });
const staff = await staffWith(server, { permissions: ["auth.view_user", "auth.view_permission", "auth.view_group"] });

interface Held {
  readonly permission: { readonly name: string };
  readonly sources: readonly { readonly kind: string; readonly group: { readonly name: string } | null }[];
}

const fields = "effectivePermissions { permission { name } sources { kind group { name } } }";

async function heldBy(person: Person, client = staff): Promise<Held[]> {
  const query = `query ($id: ID!) { user(id: $id) { ${fields} } }`;
  return (await client.ask<{ user: { effectivePermissions: Held[] } }>(query, { id: userId(person) })).user.effectivePermissions;
}

describe("User.effectivePermissions", () => {
  test("names every reason", async () => {
    const person = await createPerson(server, {
      permissions: ["auth.add_user"],
      groupPermissions: ["auth.add_group", "auth.add_user"],
    });
    const group = { kind: "GROUP", group: { name: `group of ${person.username}` } };
    expect(await heldBy(person)).toEqual([
      { permission: { name: "auth.add_group" }, sources: [group] },
      { permission: { name: "auth.add_user" }, sources: [{ kind: "DIRECT", group: null }, group] },
    ]);
  });

  test("is everything for superusers and nothing for the inactive, as permissions go", async () => {
    const held = await heldBy(superuser);
    const [row] = await server.database.query<{ count: string }>("SELECT count(*) FROM permissions");
    expect(held).toHaveLength(Number(row?.count));
    expect(held[0]?.sources).toEqual([{ kind: "SUPERUSER", group: null }]);
    expect(await heldBy(await createPerson(server, { isActive: false, isSuperuser: true, permissions: ["auth.add_user"] }))).toEqual([]);
  });

  test("is one's own to see, and otherwise takes auth.view_permission and auth.view_group", async () => {
    const person = await createPerson(server, { permissions: ["auth.view_user", "auth.view_permission"] });
    const client = await clientOf(server, person);
    expect(await client.ask(`{ me { ${fields} } }`)).toMatchObject({ me: { effectivePermissions: [{}, {}] } });
    const { body, code } = await client.send(`query ($id: ID!) { user(id: $id) { ${fields} } }`, { id: userId(superuser) });
    expect([code, body.data]).toEqual(["FORBIDDEN", { user: { effectivePermissions: null } }]);
  });
});

describe("usersWithPermission", () => {
  const query =
    "query ($permission: String!) { usersWithPermission(permission: $permission, first: 200) { totalCount nodes { username } } }";

  async function holdersOf(permission: string): Promise<string[]> {
    const { usersWithPermission } = await staff.ask<{ usersWithPermission: { totalCount: number; nodes: { username: string }[] } }>(query, {
      permission,
    });
    expect(usersWithPermission.totalCount).toBe(usersWithPermission.nodes.length);
    return usersWithPermission.nodes.map(({ username }) => username);
  }

  test("finds holders for every reason, and leaves out the inactive and all others", async () => {
    const direct = await createPerson(server, { permissions: ["auth.delete_permission"] });
    const grouped = await createPerson(server, { groupPermissions: ["auth.delete_permission"] });
    await createPerson(server, { isActive: false, permissions: ["auth.delete_permission"] });
    await createPerson(server, { permissions: ["auth.delete_group"] });
    expect(await holdersOf("auth.delete_permission")).toEqual([superuser, direct, grouped].map(({ username }) => username).toSorted());
  });

  test.each(["auth.fly", "", hostile.nul, hostile.highSurrogate])("finds superusers only for %j", async (permission) => {
    expect(await holdersOf(permission)).toEqual([superuser.username]);
  });

  test("is for staff with auth.view_user and auth.view_permission", async () => {
    const codes = ["UNAUTHENTICATED", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"];
    const callers = await fourCallers(server, "auth.view_user");
    const replies = await Promise.all(callers.map(async ({ client }) => client.send(query, { permission: "auth.add_user" })));
    expect(replies.map(({ code }) => code)).toEqual(codes);
  });
});
