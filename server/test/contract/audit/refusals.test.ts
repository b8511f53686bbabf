import { afterAll, describe, expect, test } from "@jest/globals";

import { clientOf, createPerson, type Person } from "../../support/people.js";
import { createGroup, groupIdOf, sendAsStaff, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

/** What the log says somebody tried in vain. */
async function refusalsOf({ id }: Person): Promise<object[]> {
  return server.database.query(
    `SELECT actor_name, object_type, object_id, details FROM log_entries
     WHERE actor_id = $1 AND action = 'REFUSED' AND outcome = 'FAILURE' ORDER BY occurred_at`,
    [id],
  );
}

describe("what somebody tries and may not do is noted:", () => {
  test("a change without the permission", async () => {
    const [person, target] = [await createPerson(server), await createPerson(server)];
    expect((await sendAsStaff(await clientOf(server, person), "updateUser", { id: userId(target), email: "x@example.com" })).code).toBe(
      "FORBIDDEN",
    );
    expect(await refusalsOf(person)).toEqual([
      {
        actor_name: person.username,
        object_type: "auth.user",
        object_id: target.id,
        details: { operation: "updateUser", codes: ["FORBIDDEN"] },
      },
    ]);
  });

  test("a list without the permission", async () => {
    const person = await createPerson(server);
    expect((await (await clientOf(server, person)).send("{ users { nodes { id } } }")).code).toBe("FORBIDDEN");
    expect(await refusalsOf(person)).toEqual([
      { actor_name: person.username, object_type: null, object_id: null, details: { operation: "users", codes: ["FORBIDDEN"] } },
    ]);
  });

  test("what delegation forbids, though nothing else of it stays", async () => {
    const person = await createPerson(server, { isStaff: true, permissions: ["auth.change_user"] });
    const [superuser, other] = [await createPerson(server, { isSuperuser: true }), await createPerson(server)];
    await createPerson(server, { isSuperuser: true });
    const client = await clientOf(server, person);
    await sendAsStaff(client, "deactivateUsers", { ids: [userId(other), userId(superuser)] });
    await sendAsStaff(client, "updateUser", { id: userId(person), isSuperuser: true });
    const objects = [
      { type: "auth.user", id: other.id },
      { type: "auth.user", id: superuser.id },
    ];
    expect(await refusalsOf(person)).toEqual([
      expect.objectContaining({ object_id: null, details: { operation: "deactivateUsers", codes: ["OUT_OF_SCOPE"], objects } }),
      expect.objectContaining({ object_id: person.id, details: { operation: "updateUser", codes: ["SELF_ACTION_FORBIDDEN"] } }),
    ]);
  });

  test("the objects of which it was, in the filter of the log", async () => {
    const person = await createPerson(server, { isStaff: true });
    const group = groupIdOf(await createGroup(server));
    await (await clientOf(server, person)).send("query ($id: ID!) { group(id: $id) { name } }", { id: group });
    const auditor = await clientOf(server, await createPerson(server, { permissions: ["admin.view_logentry"] }));
    const query = "query ($id: ID!) { logEntries(filter: {objectId: $id}) { nodes { action actorName objectId } } }";
    expect(await auditor.ask(query, { id: group })).toEqual({
      logEntries: { nodes: [{ action: "REFUSED", actorName: person.username, objectId: group }] },
    });
  });
});

test("mistakes are no refusals, nor is what strangers try", async () => {
  const person = await createPerson(server, { isStaff: true, permissions: ["auth.change_user"] });
  const countAll = async () => server.database.query("SELECT count(*) AS count FROM log_entries WHERE action = 'REFUSED'");
  const client = await clientOf(server, person);
  const before = await countAll();
  await sendAsStaff(client, "updateUser", { id: "rubbish", email: "x" });
  await sendAsStaff(client, "updateUser", { id: userId(person), email: "not an address" });
  expect((await sendAsStaff(server.client(), "updateUser", { id: userId(person) })).code).toBe("UNAUTHENTICATED");
  expect(await countAll()).toEqual(before);
});

test("an attempt with rubbish instead of ids is noted without them", async () => {
  const person = await createPerson(server);
  await sendAsStaff(await clientOf(server, person), "deleteUsers", { ids: ["rubbish", "", "\0", "x".repeat(500)] });
  expect(await refusalsOf(person)).toEqual([
    { actor_name: person.username, object_type: null, object_id: null, details: { operation: "deleteUsers", codes: ["FORBIDDEN"] } },
  ]);
});
