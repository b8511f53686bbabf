import { afterAll, describe, expect, test } from "@jest/globals";

import { toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { newId } from "../../../foundation/kernel/ids.js";
import { SessionsService } from "../../../modules/sessions/sessions.service.js";
import { Sightings } from "../../../modules/sessions/sightings.js";
import { contentsOf } from "../../support/database-contents.js";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { resetTokenFor } from "../../support/mailbox.js";
import { faultsOf, logIn, mutate, send, whoIs } from "../../support/operations.js";
import { clientOf, createPerson, goodPassword, type Person, type PersonWish } from "../../support/people.js";
import { administer, staffWith, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";
import { until } from "../../faults/until.js";
import { absurd, hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const reason = "ticket 4711";
const otherSuperuser = await staffWith(server, { isSuperuser: true });
const createSuperuser = async () => createPerson(server, { isStaff: true, isSuperuser: true });
const impersonate = async (client: GraphqlClient, target: Pick<Person, "id">) =>
  mutate(client, "impersonateUser", { id: userId(target), reason });

/** A superuser who acts as a plain user, in a browser. */
async function impersonation(wish: PersonWish = {}) {
  const [root, target] = [await createSuperuser(), await createPerson(server, wish)];
  const client = await clientOf(server, root);
  const own = client.copy();
  expect(faultsOf(await impersonate(client, target))).toEqual([]);
  return { root, target, client, own };
}

async function impersonatorOf(client: GraphqlClient): Promise<unknown> {
  const query = "{ viewer { user { username } impersonator { id username } session { method current } } }";
  return (await client.ask<{ viewer: unknown }>(query)).viewer;
}

const entriesOf = async (name: string) =>
  server.database.query<{ action: string }>(
    "SELECT action, actor_name, object_name, impersonator_name FROM log_entries WHERE object_name = $1 ORDER BY occurred_at, id",
    [name],
  );

describe("impersonateUser", () => {
  test("makes the browser the user's, and says everywhere who it is really", async () => {
    const { root, target, client, own } = await impersonation();
    expect(await impersonatorOf(client)).toEqual({
      user: { username: target.username },
      impersonator: { id: userId(root), username: root.username },
      session: { method: "IMPERSONATION", current: true },
    });
    expect(await impersonatorOf(own)).toMatchObject({ user: { username: root.username }, impersonator: null });
  });

  test("gives a program a token, and sets no cookie", async () => {
    const [root, target] = [await createSuperuser(), await createPerson(server)];
    const client = server.client();
    client.bearer = (await logIn(client, { identifier: root.username, password: goodPassword, delivery: "BEARER" })).token ?? "";
    const { headers, body } = await send(client, "impersonateUser", { id: userId(target), reason });
    expect(headers.get("set-cookie")).toBeNull();
    client.bearer = body.data?.payload?.token ?? "";
    expect(await whoIs(client)).toBe(target.username);
  });

  test("gives a browser a cookie that ends with it, and no token", async () => {
    const client = await clientOf(server, await createSuperuser());
    const { headers, body } = await send(client, "impersonateUser", { id: userId(await createPerson(server)), reason });
    expect(body.data?.payload?.token).toBeNull();
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^gatehouse_session=(?!.*max-age)/i)]);
  });

  test("is for superusers only", async () => {
    const target = await createPerson(server);
    const callers = [
      { client: server.client(), code: "UNAUTHENTICATED" },
      { client: await clientOf(server, await createPerson(server)), code: "FORBIDDEN" },
      { client: await staffWith(server, {}), code: "FORBIDDEN" },
      { client: await staffWith(server, { permissions: ["auth.change_user", "auth.view_user"] }), code: "FORBIDDEN" },
      { client: await staffWith(server, { isSuperuser: true }), code: undefined },
    ];
    for (const { client, code } of callers) {
      expect((await send(client, "impersonateUser", { id: userId(target), reason })).code).toBe(code);
    }
  });

  test.each<[string, (actor: Person) => Promise<string>, string]>([
    ["somebody who is not there", async () => userId({ id: "01890a5d-ac96-774b-bcce-b302099a8057" }), "NOT_FOUND input.id"],
    ["rubbish", async () => "rubbish", "NOT_FOUND input.id"],
    ["themselves", async (actor) => userId(actor), "SELF_ACTION_FORBIDDEN input.id"],
    ["another superuser", async () => userId(await createSuperuser()), "OUT_OF_SCOPE input.id"],
    ["an inactive user", async () => userId(await createPerson(server, { isActive: false })), "INVALID input.id"],
  ])("refuses a superuser to become %s", async (_whom, idOf, fault) => {
    const root = await createSuperuser();
    const client = await clientOf(server, root);
    const id = await idOf(root);
    const before = await contentsOf(server);
    expect(faultsOf(await mutate(client, "impersonateUser", { id, reason }))).toEqual([fault]);
    expect(await contentsOf(server)).toBe(before);
    expect(await whoIs(client)).toBe(root.username);
  });

  test.each([
    ["", "REQUIRED"],
    [" \t", "REQUIRED"],
    ["x".repeat(501), "TOO_LONG"],
    [hostile.nul, "INVALID"],
    [hostile.highSurrogate, "INVALID"],
  ])("refuses the reason %j", async (bad, code) => {
    const client = await clientOf(server, await createSuperuser());
    const input = { id: userId(await createPerson(server)), reason: bad };
    expect(faultsOf(await mutate(client, "impersonateUser", input))).toEqual([`${code} input.reason`]);
  });

  test("refuses a reason of absurd length", async () => {
    const client = await clientOf(server, await createSuperuser());
    expect((await send(client, "impersonateUser", { id: "x", reason: absurd })).code).toBe("BAD_USER_INPUT");
  });

  test("leaves no trace on the account: no log-in, no device, no counted attempt", async () => {
    const { target, client } = await impersonation();
    expect(await server.database.query("SELECT last_login_at, version FROM users WHERE id = $1", [target.id])).toEqual([
      { last_login_at: null, version: 1 },
    ]);
    expect((await entriesOf(target.username)).map(({ action }) => action)).toEqual(["IMPERSONATION_START"]);
    expect(client.cookies.get("gatehouse_device")).not.toContain(target.id);
  });

  test("gives the rights of the user and no others", async () => {
    const { client } = await impersonation({ permissions: ["auth.view_group"] });
    const { viewer } = await client.ask<{ viewer: { permissions: string[] } }>("{ viewer { permissions } }");
    expect(viewer.permissions).toEqual(["auth.view_group"]);
    expect((await client.send("{ users { nodes { id } } }")).code).toBe("FORBIDDEN");
  });

  test("opens users whom no password opens", async () => {
    const target = await createPerson(server);
    await server.database.execute("UPDATE users SET password = '!' WHERE id = $1", [target.id]);
    const client = await clientOf(server, await createSuperuser());
    await impersonate(client, target);
    expect(await whoIs(client)).toBe(target.username);
  });

  test("shows the user the session, who can end it", async () => {
    const { target, client } = await impersonation();
    const owner = await clientOf(server, target);
    const { me } = await owner.ask<{ me: { sessions: { id: string; method: string }[] } }>("{ me { sessions { id method } } }");
    expect(me.sessions.map(({ method }) => method)).toEqual(["PASSWORD", "IMPERSONATION"]);
    await mutate(owner, "revokeSession", { id: me.sessions[1]?.id });
    expect(await whoIs(client)).toBeNull();
  });

  test("from the same session again ends the first", async () => {
    const { root, own, client, target } = await impersonation();
    const another = await createPerson(server);
    await impersonate(own, another);
    expect([await whoIs(own), await whoIs(client)]).toEqual([another.username, null]);
    expect((await entriesOf(target.username))[0]).toMatchObject({ actor_name: root.username });
  });
});

describe("the log", () => {
  test("has both names from the beginning to the end, and why", async () => {
    const { root, target, client } = await impersonation();
    await mutate(client, "updateProfile", { firstName: "Ada" });
    await mutate(client, "stopImpersonating");
    const [name, by] = [target.username, root.username];
    expect(await entriesOf(name)).toEqual([
      { action: "IMPERSONATION_START", actor_name: by, object_name: name, impersonator_name: null },
      { action: "PROFILE_CHANGE", actor_name: name, object_name: name, impersonator_name: by },
      { action: "IMPERSONATION_END", actor_name: by, object_name: name, impersonator_name: by },
    ]);
    const [started] = await server.database.query("SELECT details FROM log_entries WHERE object_name = $1 ORDER BY occurred_at LIMIT 1", [
      name,
    ]);
    expect(started).toEqual({ details: { reason } });
  });

  test("shows the impersonator over the API", async () => {
    const { root, target, client } = await impersonation();
    await mutate(client, "updateProfile", { firstName: "Ada" });
    const query = "query ($filter: LogEntryFilter) { logEntries(filter: $filter) { nodes { action impersonatorId impersonatorName } } }";
    const answer = await otherSuperuser.ask<{ logEntries: { nodes: unknown[] } }>(query, { filter: { actorId: userId(target) } });
    expect(answer.logEntries.nodes).toEqual([{ action: "PROFILE_CHANGE", impersonatorId: userId(root), impersonatorName: root.username }]);
  });
});

describe("the log of what somebody did while acting as others", () => {
  const doneBy = async (impersonatorId: string, filter: object = {}) => {
    const query = "query ($filter: LogEntryFilter) { logEntries(filter: $filter) { totalCount nodes { action actorName } } }";
    return (await otherSuperuser.ask<{ logEntries: unknown }>(query, { filter: { ...filter, impersonatorId } })).logEntries;
  };

  test("holds that, whomever they acted as, and nothing else", async () => {
    const { root, target, client } = await impersonation();
    await mutate(client, "updateProfile", { firstName: "Ada" });
    await mutate(client, "stopImpersonating");
    const another = await createPerson(server);
    await impersonate(client, another);
    await mutate(client, "updateProfile", { firstName: "Grace" });
    const own = await impersonation();
    await mutate(own.client, "updateProfile", { firstName: "Mary" });
    const changes = [
      { action: "PROFILE_CHANGE", actorName: another.username },
      { action: "PROFILE_CHANGE", actorName: target.username },
    ];
    const end = { action: "IMPERSONATION_END", actorName: root.username };
    expect(await doneBy(userId(root))).toEqual({ totalCount: 3, nodes: [changes[0], end, changes[1]] });
    expect(await doneBy(userId(root), { actorId: userId(another) })).toEqual({ totalCount: 1, nodes: [changes[0]] });
  });

  test("is empty for somebody who did not, and for what is no user", async () => {
    for (const id of [userId(await createPerson(server)), "rubbish", toNodeId("Group", newId())]) {
      expect(await doneBy(id)).toEqual({ totalCount: 0, nodes: [] });
    }
  });
});

describe("stopImpersonating", () => {
  test("gives a browser its own session back under a new key, and the old ones are dead", async () => {
    const { root, client, own } = await impersonation();
    const borrowed = client.copy();
    const { user, token } = await mutate(client, "stopImpersonating");
    expect([user?.username, token]).toEqual([root.username, null]);
    expect(await Promise.all([client, borrowed, own].map(whoIs))).toEqual([root.username, null, null]);
    expect(await impersonatorOf(client)).toMatchObject({ impersonator: null, session: { method: "PASSWORD" } });
  });

  test("keeps the cookie for as long as before", async () => {
    const { client } = await impersonation();
    expect((await send(client, "stopImpersonating")).headers.getSetCookie()).toEqual([expect.stringMatching(/max-age=2592000/i)]);
  });

  test("gives a program a token", async () => {
    const [root, target] = [await createSuperuser(), await createPerson(server)];
    const client = server.client();
    client.bearer = (await logIn(client, { identifier: root.username, password: goodPassword, delivery: "BEARER" })).token ?? "";
    client.bearer = (await impersonate(client, target)).token ?? "";
    const { headers, body } = await send(client, "stopImpersonating");
    expect(headers.get("set-cookie")).toBeNull();
    client.bearer = body.data?.payload?.token ?? "";
    expect(await whoIs(client)).toBe(root.username);
  });

  test("logs out when the own session is over meanwhile", async () => {
    const { root, client } = await impersonation();
    await server.database.execute("UPDATE sessions SET last_seen_at = now() - interval '20 days' WHERE user_id = $1", [root.id]);
    const { user, session, userErrors } = await mutate(client, "stopImpersonating");
    expect([user, session, userErrors, client.cookies.has("gatehouse_session")]).toEqual([null, null, [], false]);
  });

  test("says so when nobody is impersonated", async () => {
    const client = await clientOf(server, await createSuperuser());
    expect(faultsOf(await mutate(client, "stopImpersonating"))).toEqual(["NOT_FOUND"]);
    expect((await send(server.client(), "stopImpersonating")).code).toBe("UNAUTHENTICATED");
  });

  test("of many at once one gives a session back, and none leaves the borrowed one", async () => {
    const { root, client } = await impersonation();
    const copies = Array.from({ length: 8 }, () => client.copy());
    await Promise.all(copies.map(async (copy) => send(copy, "stopImpersonating")));
    const names = await Promise.all(copies.map(whoIs));
    expect(names.filter((name) => name !== null)).toEqual([root.username]);
  });
});

test("logOut while acting as somebody else ends that and the own session", async () => {
  const { root, target, client, own } = await impersonation();
  await mutate(client, "logOut");
  expect(await Promise.all([client, own].map(whoIs))).toEqual([null, null]);
  expect(client.cookies.has("gatehouse_session")).toBe(false);
  expect((await entriesOf(target.username)).map(({ action }) => action)).toEqual(["IMPERSONATION_START", "IMPERSONATION_END"]);
  expect((await entriesOf(root.username)).map(({ action }) => action)).toEqual(["LOG_IN", "LOG_OUT"]);
});

const lifetimes = { idleSeconds: 7200, lifetimeSeconds: 7200 };
const newPassword = "quiet-Harbour-lamp-7";
const sql =
  (assignment: string) =>
  async ({ id }: Person) =>
    server.database.execute(`UPDATE users SET ${assignment} WHERE id = $1`, [id]);

/** How often the log says that an impersonation is over, under the names of both. */
async function notedEnds({ root, target }: { readonly root: Person; readonly target: Person }): Promise<number> {
  const ends = (await entriesOf(target.username)).filter(({ action }) => action === "IMPERSONATION_END");
  for (const end of ends) expect(end).toMatchObject({ actor_name: root.username, impersonator_name: root.username });
  return ends.length;
}

describe("it ends at once, and the log says so, when the impersonator", () => {
  test.each<[string, (root: Person, own: GraphqlClient) => Promise<unknown>]>([
    ["is superuser no more", async (root) => administer(otherSuperuser, "updateUser", { id: userId(root), isSuperuser: false })],
    ["is superuser no more, by SQL", sql("is_superuser = false")],
    ["is deactivated", async (root) => administer(otherSuperuser, "deactivateUsers", { ids: [userId(root)] })],
    ["is deleted", async (root) => administer(otherSuperuser, "deleteUsers", { ids: [userId(root)] })],
    ["changes the password", async (_root, own) => mutate(own, "changePassword", { currentPassword: goodPassword, newPassword })],
    ["gets another password", async (root) => administer(otherSuperuser, "setUserPassword", { id: userId(root), password: newPassword })],
    ["gets another password, by SQL", sql("password = password || 'x'")],
    [
      "resets the password",
      async ({ email }) => {
        await mutate(server.client(), "requestPasswordReset", { email });
        await mutate(server.client(), "confirmPasswordReset", { token: await resetTokenFor(server, email), newPassword });
      },
    ],
    ["logs out", async (_root, own) => mutate(own, "logOut")],
    ["is logged out everywhere", async (root) => administer(otherSuperuser, "revokeUserSessions", { ids: [userId(root)] })],
    [
      "logs in anew with the same browser session",
      async ({ username }, own) => logIn(own, { identifier: username, password: goodPassword }),
    ],
  ])("%s", async (_what, happen) => {
    const { root, target, client, own } = await impersonation();
    expect(await whoIs(client)).toBe(target.username);
    expect(await notedEnds({ root, target })).toBe(0);
    await happen(root, own);
    expect(await whoIs(client)).toBeNull();
    expect(await notedEnds({ root, target })).toBe(1);
  });
});

const impersonationOf = async ({ id }: Person) => {
  const [session] = await server.database.query<{ id: string }>(
    "SELECT id FROM sessions WHERE user_id = $1 AND impersonator_id IS NOT NULL",
    [id],
  );
  return toNodeId("Session", session?.id ?? "");
};

describe("it ends at once, and the log says so, when the user", () => {
  test.each<[string, (target: Person) => Promise<unknown>]>([
    ["ends it", async (target) => mutate(await clientOf(server, target), "revokeSession", { id: await impersonationOf(target) })],
    ["ends all other sessions", async (target) => mutate(await clientOf(server, target), "revokeOtherSessions")],
    [
      "is logged out of it by staff",
      async (target) => administer(otherSuperuser, "revokeUserSession", { id: await impersonationOf(target) }),
    ],
    ["is logged out everywhere by staff", async (target) => administer(otherSuperuser, "revokeUserSessions", { ids: [userId(target)] })],
    [
      "changes the password",
      async (target) => mutate(await clientOf(server, target), "changePassword", { currentPassword: goodPassword, newPassword }),
    ],
    ["is deactivated", async (target) => administer(otherSuperuser, "deactivateUsers", { ids: [userId(target)] })],
    [
      "gets another password",
      async (target) => administer(otherSuperuser, "setUserPassword", { id: userId(target), password: newPassword }),
    ],
    ["becomes a superuser", async (target) => administer(otherSuperuser, "updateUser", { id: userId(target), isSuperuser: true })],
    ["is deleted", async (target) => administer(otherSuperuser, "deleteUsers", { ids: [userId(target)] })],
  ])("%s, and the own session goes on", async (_what, happen) => {
    const { root, target, client, own } = await impersonation();
    await happen(target);
    expect([await whoIs(client), await whoIs(own)]).toEqual([null, root.username]);
    expect(await notedEnds({ root, target })).toBe(1);
  });
});

describe("the log says that an impersonation is over", () => {
  const endsOf = async ({ id }: Person) =>
    server.database.query("SELECT object_name, details FROM log_entries WHERE object_id = $1 AND action = 'IMPERSONATION_END'", [id]);

  test("when another one begins in the same session", async () => {
    const { root, target, own } = await impersonation();
    await impersonate(own, await createPerson(server));
    expect(await notedEnds({ root, target })).toBe(1);
  });

  test("once it ran out and is swept, with the time when it did", async () => {
    const { target } = await impersonation();
    await server.database.execute("UPDATE sessions SET expires_at = '2026-01-02T03:04:05Z' WHERE user_id = $1", [target.id]);
    await new SessionsService(server.database, new Sightings(server.database, () => undefined), lifetimes, ["password"]).sweep();
    expect(await endsOf(target)).toEqual([
      { object_name: target.username, details: { expiredAt: expect.stringMatching(/^2026-01-0\dT.*:04:05/) } },
    ]);
  });

  test("when the user is deleted by SQL, who has a key and no name any more", async () => {
    const { target } = await impersonation();
    await server.database.execute("DELETE FROM users WHERE id = $1", [target.id]);
    expect(await endsOf(target)).toEqual([{ object_name: null, details: {} }]);
  });

  test("and not when a session ends that is none", async () => {
    const person = await createPerson(server);
    await mutate(await clientOf(server, person), "logOut");
    expect(await endsOf(person)).toEqual([]);
  });

  test("with the request that stopped it", async () => {
    const { target, client } = await impersonation();
    await mutate(client, "stopImpersonating");
    const [entry] = await server.database.query(
      "SELECT ip_address, request_id FROM log_entries WHERE object_id = $1 AND action = 'IMPERSONATION_END'",
      [target.id],
    );
    expect(entry).toEqual({ ip_address: "127.0.0.1", request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });
});

describe("it lasts", () => {
  const endOf = async ({ id }: Person, what: string) =>
    server.database.query(`SELECT ${what} AS good FROM sessions WHERE user_id = $1`, [id]);

  test("an hour by default, used or not", async () => {
    const { target, client } = await impersonation();
    expect(await endOf(target, "expires_at - created_at = interval '1 hour'")).toEqual([{ good: true }]);
    await server.database.execute("UPDATE sessions SET expires_at = now() WHERE user_id = $1", [target.id]);
    expect(await whoIs(client)).toBeNull();
  });

  test("while it is used, and keeps the session it began in from idling out", async () => {
    const { client } = await impersonation();
    await server.database.execute("UPDATE sessions SET last_seen_at = now() - interval '1 hour'");
    const sightings = new Sightings(server.database, (error) => {
      throw error;
    });
    const sessions = new SessionsService(server.database, sightings, lifetimes, ["password"]);
    const used = await sessions.find(client.cookies.get("gatehouse_session") ?? "");
    await sightings.flush();
    const seen = await server.database.query<{ id: string }>("SELECT id FROM sessions WHERE last_seen_at > now() - interval '1 minute'");
    expect(seen.map(({ id }) => id).toSorted()).toEqual([used?.session.id ?? "", used?.session.impersonator?.sessionId ?? ""].toSorted());
  });

  test("no longer than the session it began in", async () => {
    const [root, target] = [await createSuperuser(), await createPerson(server)];
    const client = await clientOf(server, root);
    await server.database.execute("UPDATE sessions SET expires_at = now() + interval '5 minutes' WHERE user_id = $1", [root.id]);
    await impersonate(client, target);
    expect(await endOf(target, "expires_at < now() + interval '6 minutes'")).toEqual([{ good: true }]);
  });
});

describe("an impersonation that begins while something else is about to be committed waits for it:", () => {
  test.each([
    ["a demotion", "UPDATE users SET is_superuser = false WHERE id = $1"],
    ["another password", "UPDATE users SET password = password || 'x' WHERE id = $1"],
    ["deactivation", "UPDATE users SET is_active = false WHERE id = $1"],
    ["a log-out", "DELETE FROM sessions WHERE user_id = $1"],
  ])("%s", async (_what, statement) => {
    const [root, target] = [await createSuperuser(), await createPerson(server)];
    const client = await clientOf(server, root);
    const other = server.database.dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query(statement, [root.id]);
    const starting = send(client, "impersonateUser", { id: userId(target), reason });
    await Promise.race([starting, until("it waits", isSomebodyWaiting)]);
    await other.commitTransaction();
    await other.release();
    expect((await starting).code).toBe("UNAUTHENTICATED");
    expect(await server.database.query("SELECT 1 FROM sessions WHERE user_id = $1", [target.id])).toEqual([]);
  });
});

async function isSomebodyWaiting(): Promise<boolean> {
  const query = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  return (await server.database.query(query)).length > 0;
}

test.each<[string, (root: Person, own: GraphqlClient) => Promise<unknown>]>([
  ["a demotion", async (root) => administer(otherSuperuser, "updateUser", { id: userId(root), isSuperuser: false })],
  ["a demotion by SQL", sql("is_superuser = false")],
  ["a change of the password", async (_root, own) => mutate(own, "changePassword", { currentPassword: goodPassword, newPassword })],
  ["a log-out", async (_root, own) => mutate(own, "logOut")],
])("an impersonation that races %s does not outlive it", async (_what, happen) => {
  for (let round = 0; round < 8; round++) {
    const [root, target] = [await createSuperuser(), await createPerson(server)];
    const client = await clientOf(server, root);
    await Promise.all([send(client, "impersonateUser", { id: userId(target), reason }), happen(root, client.copy())]);
    expect(await server.database.query("SELECT 1 FROM sessions WHERE user_id = $1", [target.id])).toEqual([]);
  }
});
