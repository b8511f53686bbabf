import { afterAll, describe, expect, test } from "@jest/globals";

import { toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { newId } from "../../../foundation/kernel/ids.js";
import {
  batchSize,
  bulkChangeKey,
  bulkChangeOf,
  cancelBulkChange,
  createCrowd,
  deleteHeldBack,
  holdBack,
  orderBulkChange,
  progressOf,
  remainsOf,
  untilBlocked,
} from "../../support/bulk-changes.js";
import { until } from "../../faults/until.js";
import { faultsOf, mutate } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import { administer, createGroup, groupIdOf, historyOf, staffWith, userId } from "../../support/staff.js";
import { createTestDatabase } from "../../support/test-database.js";
import { createTestServer } from "../../support/test-server.js";

const shared = await createTestDatabase();
const server = await createTestServer({ DATABASE_URL: shared.url });
afterAll(async () => {
  await server.stop();
  await shared.drop();
});

const permissions = ["auth.change_user", "auth.delete_user", "auth.view_user"];
const manager = await createPerson(server, { isStaff: true, permissions });
const staff = await clientOf(server, manager);
const superuser = await staffWith(server, { isSuperuser: true });

describe("a bulk change half way", () => {
  test("can be cancelled by whoever ordered it: what is done stays done", async () => {
    const { id, keys, release } = await deleteHeldBack(server, staff, 2600);
    const answer = cancelBulkChange(staff, id);
    await untilBlocked(server, "FROM bulk_changes WHERE id");
    await release();
    const { bulkChange, userErrors } = await answer;
    expect(userErrors).toEqual([]);
    expect(bulkChange).toMatchObject({ state: "CANCELLED", total: 2600, done: 2 * batchSize });
    expect(await remainsOf(server, { id, keys })).toEqual({ users: 2600 - 2 * batchSize, deletions: 2 * batchSize, targets: 0 });
    expect(faultsOf(await cancelBulkChange(staff, id))).toEqual(["CONFLICT input.id"]);
    expect((await historyOf(server, { id: bulkChangeKey(id) })).at(-1)).toMatchObject({
      action: "BULK_CHANGE",
      actor_name: manager.username,
      details: { kind: "DELETE_USERS", state: "CANCELLED", total: 2600, done: 2 * batchSize },
    });
  });

  test("ends when its actor may not do it any more", async () => {
    const actor = await createPerson(server, { isStaff: true, permissions });
    const client = await clientOf(server, actor);
    const { id, keys, release } = await deleteHeldBack(server, client, 1600);
    await server.database.execute("DELETE FROM user_permissions WHERE user_id = $1", [actor.id]);
    await release();
    const failure = "Whoever ordered this lacks the permission auth.delete_user.";
    expect(await progressOf(client, id)).toMatchObject({ state: "FAILED", done: 2 * batchSize, failure });
    expect(await remainsOf(server, { id, keys })).toEqual({ users: 1600 - 2 * batchSize, deletions: 2 * batchSize, targets: 0 });
    expect((await historyOf(server, { id: bulkChangeKey(id) })).at(-1)?.details).toMatchObject({ state: "FAILED", failure });
  });

  test("ends when its actor is shut out", async () => {
    const actor = await createPerson(server, { isStaff: true, permissions });
    const { id, keys, release } = await deleteHeldBack(server, await clientOf(server, actor), 1600);
    await server.database.execute("UPDATE users SET is_active = false WHERE id = $1", [actor.id]);
    await release();
    expect(await progressOf(superuser, id)).toMatchObject({ state: "FAILED", failure: "Whoever ordered this may not log in any more." });
    expect((await remainsOf(server, { id, keys })).users).toBe(1600 - 2 * batchSize);
  });

  test("passes over who became superuser or is gone, and says so", async () => {
    const { id, keys, release } = await deleteHeldBack(server, staff, 1600);
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
    expect(await remainsOf(server, { id, keys })).toEqual({ users: 1, deletions: 1598, targets: 0 });
  });

  test("ends when the group it is about is gone", async () => {
    const { matching, keys } = await createCrowd(server, 1600);
    const group = await createGroup(server);
    const release = await holdBack(server, keys[2 * batchSize]);
    const { id } = await orderBulkChange(staff, "addUsersToGroup", { matching, groupId: groupIdOf(group) });
    await progressOf(staff, id, 2 * batchSize);
    await untilBlocked(server, "FROM users WHERE id = ANY");
    const deletion = server.database.execute("DELETE FROM groups WHERE id = $1", [group]);
    await untilBlocked(server, "DELETE FROM groups");
    await release();
    await deletion;
    expect(await progressOf(staff, id)).toMatchObject({ state: "FAILED", failure: expect.stringContaining("no such group") });
  });

  test("is done once when two servers work on it", async () => {
    const { id, keys, release } = await deleteHeldBack(server, staff, 1600);
    // Each start takes up again what is not finished.
    const others = [await createTestServer({ DATABASE_URL: shared.url }), await createTestServer({ DATABASE_URL: shared.url })];
    await release();
    expect(await progressOf(staff, id)).toMatchObject({ state: "DONE", done: 1600, skippedCount: 0 });
    await Promise.all(others.map(async (other) => other.stop()));
    expect(await remainsOf(server, { id, keys })).toEqual({ users: 0, deletions: 1600, targets: 0 });
  });

  test("is taken up by the next server that starts, even when the queue has lost it", async () => {
    const { keys } = await createCrowd(server, 1200);
    const id = toNodeId("BulkChange", newId());
    await server.database.execute(
      `INSERT INTO bulk_changes (id, kind, parameters, actor_id, actor_name, source, total)
       VALUES ($1, 'DELETE_USERS', '{}', $2, $3, '{"requestId": "lost"}', 1200)`,
      [bulkChangeKey(id), manager.id, manager.username],
    );
    await server.database.execute(
      "INSERT INTO bulk_change_targets SELECT $1, place, id FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place)",
      [bulkChangeKey(id), keys],
    );
    const next = await createTestServer({ DATABASE_URL: shared.url });
    expect(await progressOf(staff, id)).toMatchObject({ state: "DONE", done: 1200 });
    await next.stop();
    expect(await remainsOf(server, { id, keys })).toEqual({ users: 0, deletions: 1200, targets: 0 });
  });

  test("keeps no other job waiting", async () => {
    const { id, release } = await deleteHeldBack(server, staff, 1600);
    const { email } = await createPerson(server);
    await mutate(server.client(), "requestPasswordReset", { email });
    await until("the mail is there", () => server.mail.outbox.some(({ to }) => to === email));
    expect((await bulkChangeOf(staff, id))?.done).toBe(batchSize);
    await release();
    expect((await progressOf(staff, id)).done).toBe(1600);
  });

  test("lets others of the staff get in between", async () => {
    const { matching } = await createCrowd(server, 6000);
    const person = await createPerson(server);
    const { id } = await orderBulkChange(staff, "deactivateUsers", { matching });
    await progressOf(staff, id, batchSize);
    expect(faultsOf(await administer(superuser, "updateUser", { id: userId(person), firstName: "Quick" }))).toEqual([]);
    expect((await progressOf(staff, id)).done).toBe(6000);
    const inBetween = `SELECT 1 FROM log_entries JOIN bulk_changes ON occurred_at < finished_at WHERE object_id = $1 AND bulk_changes.id = $2`;
    expect(await server.database.query(inBetween, [person.id, bulkChangeKey(id)])).toHaveLength(1);
  });
});
