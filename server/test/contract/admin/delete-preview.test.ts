import { afterAll, describe, expect, test } from "@jest/globals";

import { dependants } from "../../../modules/admin/preview/delete-preview.queries.js";
import { contentsOf } from "../../support/database-contents.js";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { faultsOf, type UserErrorReply } from "../../support/operations.js";
import { clientOf, createPerson, fourCallers, type Person } from "../../support/people.js";
import { administer, createGroup, groupIdOf, staffWith, userId } from "../../support/staff.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const document = `query ($ids: [ID!]!) { deletePreview(ids: $ids) {
  objects { id name } deleted { kind label count isCapped } kept { kind count isCapped } userErrors { code message path params }
} }`;

interface Count {
  readonly kind: string;
  readonly label: string;
  readonly count: number;
  readonly isCapped: boolean;
}

interface Preview {
  readonly objects: readonly { readonly id: string; readonly name: string }[];
  readonly deleted: readonly Count[];
  readonly kept: readonly Count[];
  readonly userErrors: readonly UserErrorReply[];
}

async function preview(client: GraphqlClient, ids: readonly string[]): Promise<Preview> {
  return (await client.ask<{ deletePreview: Preview }>(document, { ids })).deletePreview;
}

const countsOf = (counts: readonly Count[]) => Object.fromEntries(counts.map(({ kind, count }) => [kind, count]));

const superuser = await createPerson(server, { isStaff: true, isSuperuser: true });
const root = await clientOf(server, superuser);
const staff = await staffWith(server, { permissions: ["auth.delete_user"] });

async function groupOf(person: Person): Promise<string> {
  const [row] = await server.database.query<{ group_id: string }>("SELECT group_id FROM user_groups WHERE user_id = $1", [person.id]);
  return row?.group_id ?? "";
}

describe("deletePreview", () => {
  test("of users counts what goes with them and what stays, and changes nothing", async () => {
    const person = await createPerson(server, { permissions: ["auth.view_user", "auth.view_group"], groupPermissions: ["auth.add_user"] });
    for (const _ of ["phone", "desk"]) await clientOf(server, person);
    const other = await createPerson(server);
    const before = await contentsOf(server);
    const { objects, deleted, kept, userErrors } = await preview(staff, [userId(other), userId(person), userId(person)]);
    expect(await contentsOf(server)).toBe(before);
    expect(objects).toEqual([other, person].map((each) => ({ id: userId(each), name: each.username })));
    expect(deleted[0]).toEqual({ kind: "USER", label: "Users", count: 2, isCapped: false });
    expect(countsOf(deleted)).toEqual({ USER: 2, SESSION: 2, MEMBERSHIP: 1, USER_PERMISSION: 2 });
    expect([countsOf(kept), userErrors]).toEqual([{ LOG_ENTRY: 2 }, []]);
  });

  test("of groups counts members and permissions", async () => {
    const member = await createPerson(server, { groupPermissions: ["auth.add_user", "auth.view_user"] });
    const key = await groupOf(member);
    const { objects, deleted } = await preview(root, [groupIdOf(key)]);
    expect(objects).toEqual([{ id: groupIdOf(key), name: `group of ${member.username}` }]);
    expect(countsOf(deleted)).toEqual({ GROUP: 1, MEMBERSHIP: 1, GROUP_PERMISSION: 2 });
  });

  test("of resource types counts permissions and those who would lose them", async () => {
    const form = { appLabel: "depot", model: "crate", label: "crate" };
    const { resourceType } = await administer(root, "createResourceType", form);
    await createPerson(server, { permissions: ["depot.view_crate", "depot.add_crate"], groupPermissions: ["depot.view_crate"] });
    const { objects, deleted, kept } = await preview(root, [resourceType?.id ?? ""]);
    expect(objects).toEqual([{ id: resourceType?.id, name: "depot.crate" }]);
    expect(countsOf(deleted)).toEqual({ RESOURCE_TYPE: 1, PERMISSION: 4, USER_PERMISSION: 2, GROUP_PERMISSION: 1 });
    expect(countsOf(kept)).toEqual({ LOG_ENTRY: 1 });
  });

  test("stops counting at ten thousand, and says so", async () => {
    const person = await createPerson(server);
    await server.database.execute(
      `INSERT INTO log_entries (id, action, outcome, object_type, object_id, request_id)
       SELECT gen_random_uuid(), 'CHANGE', 'SUCCESS', 'auth.user', $1, 'test' FROM generate_series(1, 10001)`,
      [person.id],
    );
    expect((await preview(staff, [userId(person)])).kept).toEqual([{ kind: "LOG_ENTRY", count: 10_000, isCapped: true }]);
  });

  test("names the first hundred, and counts all", async () => {
    const rows = await server.database.query<{ id: string }>(
      `INSERT INTO groups (id, name) SELECT gen_random_uuid(), 'group number ' || number FROM generate_series(1, 101) AS number RETURNING id`,
    );
    const { objects, deleted } = await preview(
      root,
      rows.map(({ id }) => groupIdOf(id)),
    );
    expect([objects.length, countsOf(deleted)]).toEqual([100, { GROUP: 101 }]);
  });

  test("says in advance what the deletion would be refused with", async () => {
    const actor = await createPerson(server, { isStaff: true, permissions: ["auth.delete_user"] });
    const client = await clientOf(server, actor);
    const second = await createPerson(server, { isSuperuser: true });
    const group = groupIdOf(await createGroup(server));
    const ids = [userId(await createPerson(server)), userId(second), userId(actor), "rubbish", group];
    const foreseen = faultsOf(await preview(client, ids));
    expect(foreseen).toEqual(["OUT_OF_SCOPE ids.1", "SELF_ACTION_FORBIDDEN ids.2", "NOT_FOUND ids.3", "NOT_FOUND ids.4"]);
    expect(faultsOf(await administer(client, "deleteUsers", { ids }))).toEqual(foreseen.map((fault) => fault.replace("ids", "input.ids")));
    await administer(root, "deleteUsers", { ids: [userId(second)] });
  });

  test("says so when nobody would be left to administer", async () => {
    expect(faultsOf(await preview(root, [userId(superuser)]))).toEqual(["LAST_ADMINISTRATOR ids.0"]);
    const second = await createPerson(server, { isSuperuser: true });
    expect(faultsOf(await preview(root, [userId(superuser)]))).toEqual(["SELF_ACTION_FORBIDDEN ids.0"]);
    expect(faultsOf(await preview(root, [userId(second)]))).toEqual([]);
    await administer(root, "deleteUsers", { ids: [userId(second)] });
  });

  test("says so of resource types in code", async () => {
    const [row] = await server.database.query<{ id: string }>("SELECT id FROM resource_types WHERE model = 'user'");
    const id = Buffer.from(`ResourceType:${row?.id}`).toString("base64url");
    expect(faultsOf(await preview(root, [id]))).toEqual(["OUT_OF_SCOPE ids.0"]);
  });

  test.each<[string, () => Promise<string>]>([
    ["auth.delete_user", async () => userId(await createPerson(server))],
    ["auth.delete_group", async () => groupIdOf(await createGroup(server))],
    ["auth.delete_user", async () => "rubbish"],
  ])("needs %s", async (permission, idOf) => {
    const ids = [await idOf()];
    for (const { client, code } of await fourCallers(server, permission)) expect((await client.send(document, { ids })).code).toBe(code);
  });

  test("takes at least one id and at most a thousand", async () => {
    const ids = (count: number) => Array.from({ length: count }, () => "rubbish");
    expect((await staff.send(document, { ids: ids(1000) })).code).toBeUndefined();
    expect((await staff.send(document, { ids: ids(1001) })).code).toBe("BAD_USER_INPUT");
    expect(faultsOf(await preview(staff, []))).toEqual(["REQUIRED ids"]);
  });

  test("costs the same number of statements for one and for many", async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => userId(await createPerson(server, { permissions: ["auth.view_user"] }))),
    );
    for (const count of [1, 20]) expect(await statementsOf(async () => preview(staff, ids.slice(0, count)))).toHaveLength(5);
  });
});

test("everything that the database deletes with an object is counted", async () => {
  const rows = await server.database.query<{ parent: string; child: string }>(
    `SELECT confrelid::regclass::text AS parent, conrelid::regclass::text AS child FROM pg_constraint
     WHERE contype = 'f' AND confdeltype = 'c' AND confrelid IN ('users'::regclass, 'groups'::regclass, 'resource_types'::regclass)`,
  );
  const sources = { users: dependants.USER, groups: dependants.GROUP, resource_types: dependants.RESOURCE_TYPE };
  const counted = new Set(
    Object.entries(sources).flatMap(([parent, counts]) => Object.values(counts).map((from) => `${parent} ${from.split(" ", 1)[0]}`)),
  );
  expect(rows.length).toBeGreaterThan(4);
  expect(rows.map(({ parent, child }) => `${parent} ${child}`).filter((pair) => !counted.has(pair))).toEqual([]);
});
