import { afterAll, describe, expect, test } from "@jest/globals";
import { Kind } from "graphql";

import { buildSchema } from "../../../resolvers.js";
import { contentsOf } from "../../support/database-contents.js";
import { clientOf, createPerson, fourCallers, type Person } from "../../support/people.js";
import { createGroup, groupIdOf, sendAsStaff, sessionOf, type StaffMutationName, userId } from "../../support/staff.js";
import { createTestServer, type TestServer } from "../../support/test-server.js";

const strict = await createTestServer();
const lax = await createTestServer({ GATEHOUSE_DJANGO_DELEGATION: "on" });
afterAll(async () => Promise.all([strict.stop(), lax.stop()]));

const targets = ["a superuser", "themselves", "a colleague who may do more", "an ordinary user", "an inactive user", "nobody"] as const;
type Target = (typeof targets)[number];
type Codes = Partial<Record<Target, string>>;

/** What a mutation takes, and with which code it is refused; without a code it is done. */
interface Row {
  readonly permission: string;
  readonly input: (target: Person, server: TestServer) => object | Promise<object>;
  /** To staff who holds the permission and nothing else. */
  readonly staff: Codes;
  readonly superuser: Codes;
  /** To staff under Django's rules. */
  readonly lax?: Codes;
}

let newcomers = 0;
const many = (target: Person) => ({ ids: [userId(target)] });
const onlySuperusers = { "a superuser": "OUT_OF_SCOPE", nobody: "NOT_FOUND" };

const group = { strict: await createGroup(strict), lax: await createGroup(lax) };
const inGroup = (target: Person, server: TestServer) => ({
  ...many(target),
  groupId: groupIdOf(server === lax ? group.lax : group.strict),
});
const rights = { ...onlySuperusers, themselves: "SELF_ACTION_FORBIDDEN" };

const always = (code: string): Codes => Object.fromEntries(targets.map((target) => [target, code]));
const takeover = {
  staff: { ...rights, "a colleague who may do more": "OUT_OF_SCOPE" },
  superuser: { themselves: "SELF_ACTION_FORBIDDEN", nobody: "NOT_FOUND" },
};

/** Actor × target × operation. A new mutation for staff needs a row. */
const rows: Record<StaffMutationName, Row> = {
  activateUsers: {
    permission: "auth.change_user",
    input: many,
    staff: { ...onlySuperusers, "an inactive user": "OUT_OF_SCOPE" },
    superuser: { nobody: "NOT_FOUND" },
  },
  deactivateUsers: {
    permission: "auth.change_user",
    input: many,
    staff: { ...onlySuperusers, themselves: "SELF_ACTION_FORBIDDEN" },
    superuser: { themselves: "SELF_ACTION_FORBIDDEN", nobody: "NOT_FOUND" },
  },
  deleteUsers: {
    permission: "auth.delete_user",
    input: many,
    staff: { ...onlySuperusers, themselves: "SELF_ACTION_FORBIDDEN" },
    superuser: { themselves: "SELF_ACTION_FORBIDDEN", nobody: "NOT_FOUND" },
  },
  createUser: {
    permission: "auth.add_user",
    input: () => ({ username: `newcomer${++newcomers}` }),
    staff: {},
    superuser: {},
  },
  updateUser: {
    permission: "auth.change_user",
    input: (target) => ({ id: userId(target), email: `new.${target.email}` }),
    staff: { ...onlySuperusers, "a colleague who may do more": "OUT_OF_SCOPE" },
    superuser: { nobody: "NOT_FOUND" },
  },
  setUserPassword: {
    permission: "auth.change_user",
    input: (target) => ({ id: userId(target), password: "quiet-Harbour-lamp-7" }),
    ...takeover,
  },
  disableUserPassword: { permission: "auth.change_user", input: (target) => ({ id: userId(target) }), ...takeover },
  sendPasswordReset: {
    permission: "auth.change_user",
    input: (target) => ({ id: userId(target) }),
    staff: { ...onlySuperusers, "an inactive user": "INVALID" },
    superuser: { nobody: "NOT_FOUND", "an inactive user": "INVALID" },
    lax: { "an inactive user": "INVALID" },
  },
  sendInvitation: {
    permission: "auth.change_user",
    input: async (target, server) => {
      const isOffline = "NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = users.id)";
      await server.database.execute(`UPDATE users SET password = '!' WHERE id = $1 AND ${isOffline}`, [target.id]);
      return { id: userId(target) };
    },
    staff: { ...takeover.staff, "an inactive user": "INVALID" },
    superuser: { ...takeover.superuser, "an inactive user": "INVALID" },
    lax: { themselves: "INVALID", "an inactive user": "INVALID" },
  },
  // Groups are no users: what may be put into them is tested with them.
  createGroup: { permission: "auth.add_group", input: () => ({ name: `new group ${++newcomers}` }), staff: {}, superuser: {} },
  updateGroup: {
    permission: "auth.change_group",
    input: (_target, server) => ({ id: groupIdOf(server === lax ? group.lax : group.strict), name: `group ${++newcomers}` }),
    staff: {},
    superuser: {},
  },
  deleteGroups: {
    permission: "auth.delete_group",
    input: () => ({ ids: ["rubbish"] }),
    staff: always("NOT_FOUND"),
    superuser: always("NOT_FOUND"),
    lax: always("NOT_FOUND"),
  },
  // Resource types are none either.
  createResourceType: {
    permission: "contenttypes.add_contenttype",
    input: () => ({ appLabel: "shop", model: `model${++newcomers}`, label: "model" }),
    staff: {},
    superuser: {},
  },
  updateResourceType: {
    permission: "contenttypes.change_contenttype",
    input: () => ({ id: "rubbish", label: "model" }),
    staff: always("NOT_FOUND"),
    superuser: always("NOT_FOUND"),
    lax: always("NOT_FOUND"),
  },
  deleteResourceType: {
    permission: "contenttypes.delete_contenttype",
    input: () => ({ id: "rubbish" }),
    staff: always("NOT_FOUND"),
    superuser: always("NOT_FOUND"),
    lax: always("NOT_FOUND"),
  },
  addUsersToGroup: { permission: "auth.change_user", input: inGroup, staff: rights, superuser: { nobody: "NOT_FOUND" } },
  removeUsersFromGroup: { permission: "auth.change_user", input: inGroup, staff: rights, superuser: { nobody: "NOT_FOUND" } },
  grantUserPermissions: {
    permission: "auth.change_user",
    input: (target) => ({ ...many(target), permissions: ["auth.change_user"] }),
    staff: rights,
    superuser: { nobody: "NOT_FOUND" },
  },
  revokeUserPermissions: {
    permission: "auth.change_user",
    input: (target) => ({ ...many(target), permissions: ["auth.delete_group"] }),
    staff: rights,
    superuser: { nobody: "NOT_FOUND" },
  },
  exportUsers: { permission: "auth.view_user", input: () => ({ format: "CSV" }), staff: {}, superuser: {} },
  exportLogEntries: { permission: "admin.view_logentry", input: () => ({ format: "CSV" }), staff: {}, superuser: {} },
  revokeUserSessions: { permission: "sessions.delete_session", input: many, staff: onlySuperusers, superuser: { nobody: "NOT_FOUND" } },
  revokeUserSession: {
    permission: "sessions.delete_session",
    input: async (target, server) => ({ id: await openSession(server, target) }),
    // Inactive users have no sessions.
    staff: { ...onlySuperusers, "an inactive user": "NOT_FOUND" },
    superuser: { nobody: "NOT_FOUND", "an inactive user": "NOT_FOUND" },
    lax: { "an inactive user": "NOT_FOUND" },
  },
};

/** A session of somebody, if they can log in. */
async function openSession(server: TestServer, target: Person): Promise<string> {
  const [user] = await server.database.query("SELECT 1 FROM users WHERE id = $1 AND is_active", [target.id]);
  return user ? (await sessionOf(server, target)).id : "rubbish";
}

/** Django lets only those make users who may change them. */
const laxNeeds = (permission: string) => (permission === "auth.add_user" ? ["auth.change_user"] : []);

const operations = Object.entries(rows).map(([name, row]) => ({ name: name as StaffMutationName, ...row }));

async function targetOf(server: TestServer, target: Target, actor: Person): Promise<Person> {
  switch (target) {
    case "themselves":
      return actor;
    case "nobody":
      return { ...actor, id: "01890a5d-ac96-774b-bcce-b302099a8057" };
    case "a superuser":
      return createPerson(server, { isSuperuser: true });
    case "a colleague who may do more":
      return createPerson(server, { isStaff: true, groupPermissions: ["auth.delete_group"] });
    case "an inactive user":
      return createPerson(server, { isActive: false });
    case "an ordinary user":
      return createPerson(server);
  }
}

async function attempt(server: TestServer, row: (typeof operations)[number], people: { actor: Person; target: Target }) {
  const client = await clientOf(server, people.actor);
  const input = await row.input(await targetOf(server, people.target, people.actor), server);
  const before = await contentsOf(server);
  const { body } = await sendAsStaff(client, row.name, input);
  const errors = body.data?.payload?.userErrors ?? [];
  const isHalfDone = errors.length > 0 && (await contentsOf(server)) !== before;
  return { codes: [...new Set(errors.map(({ code }) => code))], isHalfDone };
}

test("every mutation that needs a permission has a row, which names that permission", async () => {
  const mutations = Object.values((await buildSchema()).getMutationType()?.getFields() ?? {});
  const needed = mutations.flatMap(({ name, astNode }) => {
    const rule = astNode?.directives?.find((directive) => directive.name.value === "requirePermission");
    const value = rule?.arguments?.[0]?.value;
    return value?.kind === Kind.STRING ? [[name, value.value]] : [];
  });
  expect(Object.fromEntries(operations.map(({ name, permission }) => [name, permission]))).toEqual(Object.fromEntries(needed));
});

describe.each(operations)("$name", (row) => {
  test("is for staff with the permission only", async () => {
    for (const { client, code } of await fourCallers(strict, row.permission)) {
      expect((await sendAsStaff(client, row.name, await row.input(await createPerson(strict), strict))).code).toBe(code);
    }
  });

  test.each(targets)("by staff, to %s", async (target) => {
    const actor = await createPerson(strict, { isStaff: true, permissions: [row.permission] });
    expect(await attempt(strict, row, { actor, target })).toEqual({ codes: [row.staff[target] ?? []].flat(), isHalfDone: false });
  });

  test.each(targets)("by a superuser, to %s", async (target) => {
    await createPerson(strict, { isSuperuser: true });
    const actor = await createPerson(strict, { isStaff: true, isSuperuser: true });
    expect(await attempt(strict, row, { actor, target })).toEqual({ codes: [row.superuser[target] ?? []].flat(), isHalfDone: false });
  });

  test.each(targets.filter((target) => target !== "nobody"))("is done by staff to %s where Django's rules are set", async (target) => {
    await createPerson(lax, { isSuperuser: true });
    const actor = await createPerson(lax, { isStaff: true, permissions: [row.permission, ...laxNeeds(row.permission)] });
    expect((await attempt(lax, row, { actor, target })).codes).toEqual([row.lax?.[target] ?? []].flat());
  });
});
