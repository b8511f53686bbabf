import { afterAll, describe, expect, test } from "@jest/globals";

import { contentsOf } from "../../support/database-contents.js";
import { mutate, whoIs } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import { administer, historyOf, sendAsStaff, sessionOf, staffWith, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const manager = await createPerson(server, { isStaff: true, permissions: ["sessions.delete_session"] });
const staff = await clientOf(server, manager);

const keyOf = (nodeId: string) => Buffer.from(nodeId, "base64url").toString().split(":")[1];

describe("revokeUserSession", () => {
  test("ends one session of a user at once, leaves the others, and is in the log", async () => {
    const person = await createPerson(server);
    const [lost, kept] = [await sessionOf(server, person), await sessionOf(server, person)];
    const { revokedSessionId, userErrors } = await administer(staff, "revokeUserSession", { id: lost.id });
    expect({ revokedSessionId, userErrors }).toEqual({ revokedSessionId: lost.id, userErrors: [] });
    expect([await whoIs(lost.client), await whoIs(kept.client)]).toEqual([null, person.username]);
    expect(await historyOf(server, person)).toEqual([
      { action: "SESSION_REVOKE", actor_name: manager.username, details: { sessionIds: [keyOf(lost.id)] } },
    ]);
  });

  test("answers alike for what was never a session, what is one no more, and what is something else", async () => {
    const person = await createPerson(server);
    const [ended, idle] = [await sessionOf(server, person), await sessionOf(server, person)];
    await mutate(ended.client, "logOut");
    await server.database.execute("UPDATE sessions SET last_seen_at = now() - interval '1 year' WHERE id = $1", [keyOf(idle.id)]);
    const unknown = Buffer.from("Session:01890a5d-ac96-774b-bcce-b302099a8057").toString("base64url");
    const before = await contentsOf(server);
    const answers = await Promise.all(
      [unknown, ended.id, idle.id, userId(person), "rubbish", ""].map(async (id) => administer(staff, "revokeUserSession", { id })),
    );
    const message = "There is no such session; it may have ended already.";
    for (const { revokedSessionId, userErrors } of answers) {
      expect({ revokedSessionId, userErrors }).toEqual({
        revokedSessionId: null,
        userErrors: [{ code: "NOT_FOUND", message, path: ["input", "id"], params: null }],
      });
    }
    expect(await contentsOf(server)).toBe(before);
  });

  test("tells somebody without the right nothing of any session", async () => {
    const colleague = await staffWith(server, { permissions: ["sessions.view_session"] });
    const { client, id } = await sessionOf(server, await createPerson(server));
    const [real, unreal] = [
      await sendAsStaff(colleague, "revokeUserSession", { id }),
      await sendAsStaff(colleague, "revokeUserSession", { id: "rubbish" }),
    ];
    expect(real.body).toEqual(unreal.body);
    expect(real.code).toBe("FORBIDDEN");
    expect(await whoIs(client)).not.toBeNull();
  });

  test("ends other sessions of one's own, but not the one that asks: that is what logging out is for", async () => {
    const [own, other] = [await sessionOf(server, manager), await sessionOf(server, manager)];
    expect((await administer(own.client, "revokeUserSession", { id: other.id })).userErrors).toEqual([]);
    expect(await whoIs(other.client)).toBeNull();
    const { userErrors } = await administer(own.client, "revokeUserSession", { id: own.id });
    expect(userErrors).toMatchObject([{ code: "SELF_ACTION_FORBIDDEN", path: ["input", "id"] }]);
    expect(await whoIs(own.client)).toBe(manager.username);
  });

  test("takes an impersonation along that began in the session", async () => {
    const superuser = await createPerson(server, { isStaff: true, isSuperuser: true });
    const { client, id } = await sessionOf(server, superuser);
    const { userErrors } = await mutate(client, "impersonateUser", { id: userId(await createPerson(server)), reason: "support" });
    expect(userErrors).toEqual([]);
    const boss = await staffWith(server, { isSuperuser: true });
    // The key of the original session does not change when the impersonation begins.
    expect((await administer(boss, "revokeUserSession", { id })).userErrors).toEqual([]);
    expect(await whoIs(client)).toBeNull();
  });
});
