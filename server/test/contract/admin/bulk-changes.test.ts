import { afterAll, describe, expect, test } from "@jest/globals";

import { toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import {
  bulkChangeFields,
  bulkChangeOf,
  type BulkChangeReply,
  cancelBulkChange,
  createCrowd,
  holdBack,
  progressOf,
  untilBlocked,
} from "../../support/bulk-changes.js";
import { contentsOf } from "../../support/database-contents.js";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { faultsOf } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import {
  administer,
  createGroup,
  groupIdOf,
  historyOf,
  sendAsStaff,
  type StaffMutationName,
  staffWith,
  userId,
} from "../../support/staff.js";
import { createTestDatabase } from "../../support/test-database.js";
import { createTestServer } from "../../support/test-server.js";

const shared = await createTestDatabase();
const server = await createTestServer({ DATABASE_URL: shared.url });
afterAll(async () => {
  await server.stop();
  await shared.drop();
});

const permissions = ["auth.change_user", "auth.delete_user", "auth.view_user", "sessions.delete_session"];
const manager = await createPerson(server, { isStaff: true, permissions });
const staff = await clientOf(server, manager);
const superuser = await staffWith(server, { isSuperuser: true });

const group = groupIdOf(await createGroup(server));

/** Users of one batch. */
const batch = 500;

/** Orders something for more users than one transaction takes. */
async function order(client: GraphqlClient, name: StaffMutationName, input: object): Promise<BulkChangeReply> {
  const payload = await administer(client, name, input);
  if (!payload.bulkChange) throw new Error(`no bulk change: ${JSON.stringify(payload)}`);
  return payload.bulkChange;
}

/** Orders a deletion that stops in its second batch, and what lets it go on. */
async function deletionHeldBack(client: GraphqlClient, size = 1600) {
  const crowd = await createCrowd(server, size);
  const release = await holdBack(server, crowd.keys[batch]);
  const { id } = await order(client, "deleteUsers", { matching: crowd.matching });
  await progressOf(client, id, batch);
  await untilBlocked(server, "FROM users WHERE id = ANY");
  return { ...crowd, id, release };
}

async function countOf(sql: string, values: readonly unknown[]): Promise<number> {
  return (await server.database.query(sql, values)).length;
}

const left = async (keys: readonly string[]) => countOf("SELECT 1 FROM users WHERE id = ANY($1)", [keys]);
const deletionsOf = async (keys: readonly string[]) =>
  countOf("SELECT 1 FROM log_entries WHERE action = 'DELETE' AND object_id = ANY($1::text[])", [keys]);
const targetsOf = async (id: string) =>
  countOf("SELECT 1 FROM bulk_change_targets WHERE change_id = $1 AND skip_code IS NULL", [keyOf(id)]);
const keyOf = (id: string): string => Buffer.from(id, "base64url").toString().replace("BulkChange:", "");

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
      [keyOf(id)],
    );
    expect(course.map((entry) => [entry.details.state, entry.actor_name])).toEqual([
      ["QUEUED", manager.username],
      ["DONE", manager.username],
    ]);
    expect(new Set([...entries, ...course].map((entry) => entry.request_id)).size).toBe(1);
    expect(await targetsOf(id)).toBe(0);
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
    expect((await order(staff, "deleteUsers", { matching: more.matching })).total).toBe(1001);
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
      await progressOf(superuser, (await order(superuser, "addUsersToGroup", { matching, ...input })).id);
    }
    if (name === "revokeUserPermissions") {
      await progressOf(superuser, (await order(superuser, "grantUserPermissions", { matching, ...input })).id);
    }
    const { id } = await order(superuser, name, { matching, ...input });
    expect(await progressOf(superuser, id)).toMatchObject({ state: "DONE", done: 1001 });
    const sql = "SELECT 1 FROM log_entries WHERE object_id = ANY($1::text[]) AND details ->> 'bulkChange' = $2";
    expect(await countOf(sql, [keys, id])).toBe(1001);
  });
});

describe("a bulk change half way", () => {
  test("can be cancelled by whoever ordered it: what is done stays done", async () => {
    const { id, keys, release } = await deletionHeldBack(staff, 2600);
    const answer = cancelBulkChange(staff, id);
    await untilBlocked(server, "FROM bulk_changes WHERE id");
    await release();
    const { bulkChange, userErrors } = await answer;
    expect(userErrors).toEqual([]);
    expect(bulkChange).toMatchObject({ state: "CANCELLED", total: 2600, done: 2 * batch });
    expect([await left(keys), await deletionsOf(keys), await targetsOf(id)]).toEqual([2600 - 2 * batch, 2 * batch, 0]);
    expect(faultsOf(await cancelBulkChange(staff, id))).toEqual(["CONFLICT input.id"]);
    expect((await historyOf(server, { id: keyOf(id) })).at(-1)).toMatchObject({
      action: "BULK_CHANGE",
      actor_name: manager.username,
      details: { kind: "DELETE_USERS", state: "CANCELLED", total: 2600, done: 2 * batch },
    });
  });

  test("ends when its actor may not do it any more", async () => {
    const actor = await createPerson(server, { isStaff: true, permissions });
    const client = await clientOf(server, actor);
    const { id, keys, release } = await deletionHeldBack(client);
    await server.database.execute("DELETE FROM user_permissions WHERE user_id = $1", [actor.id]);
    await release();
    const failure = "Whoever ordered this lacks the permission auth.delete_user.";
    expect(await progressOf(client, id)).toMatchObject({ state: "FAILED", done: 2 * batch, failure });
    expect([await left(keys), await deletionsOf(keys), await targetsOf(id)]).toEqual([1600 - 2 * batch, 2 * batch, 0]);
    expect((await historyOf(server, { id: keyOf(id) })).at(-1)?.details).toMatchObject({ state: "FAILED", failure });
  });

  test("ends when its actor is shut out", async () => {
    const actor = await createPerson(server, { isStaff: true, permissions });
    const { id, keys, release } = await deletionHeldBack(await clientOf(server, actor));
    await server.database.execute("UPDATE users SET is_active = false WHERE id = $1", [actor.id]);
    await release();
    expect(await progressOf(superuser, id)).toMatchObject({ state: "FAILED", failure: "Whoever ordered this may not log in any more." });
    expect(await left(keys)).toBe(1600 - 2 * batch);
  });

  test("passes over who became superuser or is gone, and says so", async () => {
    const { id, keys, release } = await deletionHeldBack(staff);
    const [promoted = "", gone = ""] = keys.slice(-2);
    await server.database.execute("UPDATE users SET is_superuser = true WHERE id = $1", [promoted]);
    await server.database.execute("DELETE FROM users WHERE id = $1", [gone]);
    await release();
    const change = await progressOf(staff, id);
    expect(change).toMatchObject({ state: "DONE", total: 1600, done: 1598, skippedCount: 2 });
    expect(change.skipped).toEqual([
      { userId: userId({ id: promoted }), username: expect.stringMatching(/^crowd/), code: "OUT_OF_SCOPE" },
      { userId: userId({ id: gone }), username: null, code: "NOT_FOUND" },
    ]);
    expect([await left(keys), await deletionsOf(keys)]).toEqual([1, 1598]);
  });

  test("ends when the group it is about is gone", async () => {
    const { matching, keys } = await createCrowd(server, 1600);
    const group = await createGroup(server);
    const release = await holdBack(server, keys[2 * batch]);
    const { id } = await order(staff, "addUsersToGroup", { matching, groupId: groupIdOf(group) });
    await progressOf(staff, id, 2 * batch);
    await untilBlocked(server, "FROM users WHERE id = ANY");
    const deletion = server.database.execute("DELETE FROM groups WHERE id = $1", [group]);
    await untilBlocked(server, "DELETE FROM groups");
    await release();
    await deletion;
    expect(await progressOf(staff, id)).toMatchObject({ state: "FAILED", failure: expect.stringContaining("no such group") });
  });

  test("is done once when two servers work on it", async () => {
    const { id, keys, release } = await deletionHeldBack(staff);
    // Each start takes up again what is not finished.
    const others = [await createTestServer({ DATABASE_URL: shared.url }), await createTestServer({ DATABASE_URL: shared.url })];
    await release();
    expect(await progressOf(staff, id)).toMatchObject({ state: "DONE", done: 1600, skippedCount: 0 });
    await Promise.all(others.map(async (other) => other.stop()));
    expect([await left(keys), await deletionsOf(keys)]).toEqual([0, 1600]);
  });

  test("is taken up by the next server when the queue has lost it", async () => {
    const { matching, keys } = await createCrowd(server, 1600);
    const id = await order(staff, "deleteUsers", { matching }).then(async (change) => {
      await progressOf(staff, change.id);
      return change.id;
    });
    expect(await left(keys)).toBe(0);
    const lost = await createCrowd(server, 1200);
    await server.database.execute("UPDATE bulk_changes SET state = 'RUNNING', finished_at = NULL, total = total + 1200 WHERE id = $1", [
      keyOf(id),
    ]);
    await server.database.execute(
      `INSERT INTO bulk_change_targets (change_id, position, user_id)
       SELECT $1, 1600 + row_number() OVER (), id FROM unnest($2::uuid[]) AS id`,
      [keyOf(id), lost.keys],
    );
    const next = await createTestServer({ DATABASE_URL: shared.url });
    expect(await progressOf(staff, id)).toMatchObject({ state: "DONE", done: 2800 });
    await next.stop();
    expect(await left(lost.keys)).toBe(0);
  });

  test("lets others of the staff get in between", async () => {
    const { matching } = await createCrowd(server, 6000);
    const person = await createPerson(server);
    const { id } = await order(staff, "deactivateUsers", { matching });
    await progressOf(staff, id, batch);
    expect(faultsOf(await administer(superuser, "updateUser", { id: userId(person), firstName: "Quick" }))).toEqual([]);
    expect((await bulkChangeOf(staff, id))?.finishedAt).toBeNull();
    expect((await progressOf(staff, id)).done).toBe(6000);
  });
});

describe("a bulk change is shown", () => {
  test("to whoever ordered it and to those who may read the log, and cancelled by superusers beside", async () => {
    const { id, release } = await deletionHeldBack(staff);
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

  test("newest first, with those who were skipped, by two queries", async () => {
    const { bulkChanges } = await superuser.ask<{ bulkChanges: { nodes: BulkChangeReply[] } }>(
      `{ bulkChanges(first: 100) { nodes { createdAt ${bulkChangeFields} } } }`,
    );
    const times = bulkChanges.nodes.map((node) => (node as unknown as { createdAt: string }).createdAt);
    expect(times.length).toBeGreaterThan(10);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(bulkChanges.nodes.find(({ skippedCount }) => skippedCount === 2)?.skipped).toHaveLength(2);
  });
});

test("the permission is asked for when the order comes, as ever", async () => {
  const { matching } = await createCrowd(server, 1001);
  const client = await staffWith(server, { permissions: ["auth.view_user"] });
  expect((await sendAsStaff(client, "deleteUsers", { matching })).code).toBe("FORBIDDEN");
});
