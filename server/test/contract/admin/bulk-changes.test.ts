import { afterAll, describe, expect, test } from "@jest/globals";

import { toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import {
  bulkChangeOf,
  cancelBulkChange,
  createCrowd,
  bulkChangeKey,
  deleteHeldBack,
  orderBulkChange,
  progressOf,
  remainsOf,
} from "../../support/bulk-changes.js";
import { until } from "../../faults/until.js";
import { contentsOf } from "../../support/database-contents.js";
import { faultsOf } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import {
  administer,
  bulkChangeFields,
  type BulkChangeReply,
  createGroup,
  groupIdOf,
  sendAsStaff,
  type StaffMutationName,
  staffWith,
  userId,
} from "../../support/staff.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const permissions = ["auth.change_user", "auth.delete_user", "auth.view_user", "sessions.delete_session"];
const manager = await createPerson(server, { isStaff: true, permissions });
const staff = await clientOf(server, manager);
const superuser = await staffWith(server, { isSuperuser: true });

const group = groupIdOf(await createGroup(server));

async function countOf(sql: string, values: readonly unknown[]): Promise<number> {
  return (await server.database.query(sql, values)).length;
}

describe("more than a thousand users", () => {
  test("are changed after the answer, each once and with an entry that names the bulk change", async () => {
    const { matching, keys } = await createCrowd(server, 1600);
    const answer = await administer(staff, "deactivateUsers", { matching, expectedCount: 1600 });
    const begun = { kind: "DEACTIVATE_USERS", state: "QUEUED", total: 1600, done: 0, skippedCount: 0, skipped: [], failure: null };
    expect(answer).toMatchObject({ users: null, userErrors: [], bulkChange: { ...begun, actorName: manager.username, finishedAt: null } });
    const { id } = answer.bulkChange ?? { id: "" };
    expect(await progressOf(staff, id)).toMatchObject({ state: "DONE", total: 1600, done: 1600, skippedCount: 0, failure: null });
    expect(await countOf("SELECT 1 FROM users WHERE NOT is_active AND version = 2 AND id = ANY($1)", [keys])).toBe(1600);
    const entries = await server.database.query<{ object_id: string; details: object; request_id: string }>(
      "SELECT object_id, details, request_id FROM log_entries WHERE action = 'CHANGE' AND object_id = ANY($1::text[])",
      [keys],
    );
    expect(entries.map(({ object_id }) => object_id).toSorted()).toEqual(keys);
    const details = { bulkChange: id, changes: { isActive: { from: true, to: false } } };
    expect(entries[0]?.details).toEqual(details);
    expect(new Set(entries.map((entry) => JSON.stringify(entry.details))).size).toBe(1);
    const course = await server.database.query<{ details: { state: string }; request_id: string; actor_name: string }>(
      "SELECT details, request_id, actor_name FROM log_entries WHERE action = 'BULK_CHANGE' AND object_id = $1 ORDER BY occurred_at",
      [bulkChangeKey(id)],
    );
    expect(course.map((entry) => [entry.details.state, entry.actor_name])).toEqual([
      ["QUEUED", manager.username],
      ["DONE", manager.username],
    ]);
    expect(new Set([...entries, ...course].map((entry) => entry.request_id)).size).toBe(1);
    expect((await remainsOf(server, { id, keys })).targets).toBe(0);
  });

  test("are all checked before any is changed", async () => {
    const { matching } = await createCrowd(server, 1600);
    const boss = await createPerson(server, { username: `${matching.filter.username.startsWith}boss`, isSuperuser: true });
    const before = await contentsOf(server);
    const { bulkChange, userErrors } = await administer(staff, "deleteUsers", { matching });
    expect(bulkChange).toBeNull();
    expect(userErrors).toMatchObject([{ code: "OUT_OF_SCOPE", path: ["input", "matching"], params: { username: boss.username } }]);
    expect(faultsOf(await administer(superuser, "deleteUsers", { matching, expectedCount: 1600 }))).toEqual([
      "CONFLICT input.expectedCount",
    ]);
    expect(await contentsOf(server)).toBe(before);
  });

  test("are counted exactly: a thousand are changed at once", async () => {
    const thousand = await createCrowd(server, 1000);
    expect(await administer(staff, "deleteUsers", { matching: thousand.matching })).toMatchObject({ bulkChange: null });
    const more = await createCrowd(server, 1001);
    expect((await orderBulkChange(staff, "deleteUsers", { matching: more.matching })).total).toBe(1001);
  });

  test.each<[StaffMutationName, object]>([
    ["activateUsers", {}],
    ["revokeUserSessions", {}],
    ["addUsersToGroup", { groupId: group }],
    ["removeUsersFromGroup", { groupId: group }],
    ["grantUserPermissions", { permissions: ["auth.view_user"] }],
    ["revokeUserPermissions", { permissions: ["auth.view_user"] }],
  ])("%s", async (name, input) => {
    const { matching, keys } = await createCrowd(server, 1001);
    await server.database.execute("UPDATE users SET is_active = $2 WHERE id = ANY($1)", [keys, name !== "activateUsers"]);
    await server.database.execute(
      `INSERT INTO sessions (id, user_id, secret_digest, password_digest, expires_at, is_remembered, method, backend)
       SELECT gen_random_uuid(), unnest($1::uuid[]), '', '', now() + interval '1 day', true, 'PASSWORD', 'password'`,
      [keys],
    );
    if (name === "removeUsersFromGroup") {
      await progressOf(superuser, (await orderBulkChange(superuser, "addUsersToGroup", { matching, ...input })).id);
    }
    if (name === "revokeUserPermissions") {
      await progressOf(superuser, (await orderBulkChange(superuser, "grantUserPermissions", { matching, ...input })).id);
    }
    const { id } = await orderBulkChange(superuser, name, { matching, ...input });
    expect(await progressOf(superuser, id)).toMatchObject({ state: "DONE", done: 1001 });
    const sql = "SELECT 1 FROM log_entries WHERE object_id = ANY($1::text[]) AND details ->> 'bulkChange' = $2";
    expect(await countOf(sql, [keys, id])).toBe(1001);
  });
});

describe("a bulk change is shown", () => {
  test("to whoever ordered it and to those who may read the log, and cancelled by superusers beside", async () => {
    const { id, release } = await deleteHeldBack(server, staff, 1600);
    const auditor = await staffWith(server, { permissions: ["admin.view_logentry"] });
    const stranger = await staffWith(server, { permissions });
    expect([await bulkChangeOf(auditor, id), await bulkChangeOf(stranger, id)]).toEqual([expect.objectContaining({ id }), null]);
    expect(faultsOf(await cancelBulkChange(stranger, id))).toEqual(["NOT_FOUND input.id"]);
    await release();
    await progressOf(staff, id);
    for (const [client, isSeen] of [
      [staff, true],
      [auditor, true],
      [stranger, false],
    ] as const) {
      const { nodes, bulkChanges } = await client.ask<{ nodes: unknown[]; bulkChanges: { nodes: { id: string }[] } }>(
        "query ($id: ID!) { nodes(ids: [$id]) { __typename } bulkChanges(first: 1) { nodes { id } } }",
        { id },
      );
      expect([nodes, bulkChanges.nodes]).toEqual(isSeen ? [[{ __typename: "BulkChange" }], [{ id }]] : [[null], []]);
    }
    const { body } = await auditor.send("mutation ($id: ID!) { payload: cancelBulkChange(input: {id: $id}) { userErrors { code } } }", {
      id,
    });
    expect(body.data).toEqual({ payload: { userErrors: [{ code: "OUT_OF_SCOPE" }] } });
    expect(faultsOf(await cancelBulkChange(superuser, id))).toEqual(["CONFLICT input.id"]);
  });

  test("to nobody who is not logged in", async () => {
    for (const field of ["bulkChanges { totalCount }", 'bulkChange(id: "x") { id }']) {
      expect((await server.client().send(`{ ${field} }`)).code).toBe("UNAUTHENTICATED");
    }
    const mutation = 'mutation { cancelBulkChange(input: {id: "x"}) { userErrors { code } } }';
    expect((await server.client().send(mutation)).code).toBe("UNAUTHENTICATED");
  });

  test.each(["", "rubbish", toNodeId("BulkChange", manager.id), userId(manager)])("not for the id %j", async (id) => {
    expect(await bulkChangeOf(superuser, id)).toBeNull();
    expect(faultsOf(await cancelBulkChange(superuser, id))).toEqual(["NOT_FOUND input.id"]);
  });

  test("newest first, with as many queries for all as for one", async () => {
    const { bulkChanges } = await superuser.ask<{ bulkChanges: { nodes: BulkChangeReply[] } }>(
      `{ bulkChanges(first: 100) { nodes { createdAt ${bulkChangeFields} } } }`,
    );
    const times = bulkChanges.nodes.map((node) => (node as unknown as { createdAt: string }).createdAt);
    expect(times.length).toBeGreaterThan(10);
    expect(times).toEqual(times.toSorted().toReversed());
    const ask = async (first: number) =>
      statementsOf(async () => superuser.ask(`{ bulkChanges(first: ${first}) { nodes { ${bulkChangeFields} } } }`));
    expect((await ask(100)).length).toBe((await ask(1)).length);
  });
});

test("a bulk change is forgotten a month after its end, and no sooner", async () => {
  const rows = await server.database.query<{ id: string }>(
    `INSERT INTO bulk_changes (id, kind, parameters, actor_id, actor_name, source, state, finished_at)
     SELECT gen_random_uuid(), 'DELETE_USERS', '{}', $1, '', '{"requestId": "old"}', 'DONE', now() - make_interval(days => days)
     FROM (VALUES (29), (31)) AS old (days) RETURNING id`,
    [manager.id],
  );
  const ids = rows.map(({ id }) => toNodeId("BulkChange", id));
  await server.database.execute("INSERT INTO jobs.job (name) VALUES ('sweep')");
  await until("the old one is forgotten", async () => (await bulkChangeOf(staff, ids[1] ?? "")) === null);
  expect(await bulkChangeOf(staff, ids[0] ?? "")).not.toBeNull();
});

test("the permission is asked for when the order comes, as ever", async () => {
  const { matching } = await createCrowd(server, 1001);
  const client = await staffWith(server, { permissions: ["auth.view_user"] });
  expect((await sendAsStaff(client, "deleteUsers", { matching })).code).toBe("FORBIDDEN");
});
