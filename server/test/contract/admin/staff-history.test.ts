import { afterAll, expect, test } from "@jest/globals";

import type { AccessRule } from "../../../foundation/graphql-kit/access.js";
import { buildSchema } from "../../../resolvers.js";
import { workDone } from "../../support/mailbox.js";
import { clientOf, createPerson, goodPassword, type Person, type PersonWish } from "../../support/people.js";
import { administer, createGroup, groupIdOf, sessionOf, type StaffMutationName, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

interface Entry {
  readonly action: string;
  readonly objectType: string;
  readonly changes: readonly { readonly field: string; readonly old: unknown; readonly new: unknown }[];
}

/** What is changed, and what the log must say of it. */
interface Row {
  readonly input: (target: Person, groupId: string) => object | Promise<object>;
  /** Model of what is changed, when it is no user. */
  readonly objectType?: string;
  readonly action: string;
  /** Field, old and new value, among others. */
  readonly changes: readonly (readonly [string, unknown, unknown])[];
  /** What the user is before. */
  readonly target?: PersonWish & { readonly isMember?: true };
}

const newPassword = "quiet-Harbour-lamp-7";
const one = (target: Person) => ({ ids: [userId(target)] });
const groupName = "the group";

/** They change nothing: the file is in the log when it is fetched. */
const orders = ["exportUsers", "exportLogEntries"] as const;

/** A new mutation for staff needs a row. */
const rows: Record<Exclude<StaffMutationName, (typeof orders)[number]>, Row> = {
  activateUsers: { input: one, action: "CHANGE", changes: [["isActive", false, true]], target: { isActive: false } },
  deactivateUsers: { input: one, action: "CHANGE", changes: [["isActive", true, false]] },
  deleteUsers: {
    input: one,
    action: "DELETE",
    changes: [
      ["firstName", "Ada", null],
      ["isActive", true, null],
      ["permissions", ["auth.view_permission"], null],
    ],
  },
  createUser: {
    input: () => ({ username: "newcomer", email: "new@example.com", password: newPassword }),
    action: "ADD",
    changes: [
      ["email", null, "new@example.com"],
      ["isStaff", null, false],
    ],
  },
  updateUser: {
    input: (target) => ({ id: userId(target), firstName: "Augusta", permissions: ["auth.view_user"] }),
    action: "CHANGE",
    changes: [
      ["firstName", "Ada", "Augusta"],
      ["permissions", ["auth.view_permission"], ["auth.view_user"]],
    ],
  },
  setUserPassword: {
    input: (target) => ({ id: userId(target), password: newPassword }),
    action: "PASSWORD_CHANGE",
    changes: [["password", null, null]],
  },
  disableUserPassword: {
    input: (target) => ({ id: userId(target) }),
    action: "PASSWORD_CHANGE",
    changes: [["password", null, null]],
  },
  sendPasswordReset: {
    input: (target) => ({ id: userId(target) }),
    action: "PASSWORD_RESET_REQUEST",
    changes: [],
  },
  addUsersToGroup: {
    input: (target, groupId) => ({ ...one(target), groupId }),
    action: "CHANGE",
    changes: [["groups", [], [groupName]]],
  },
  removeUsersFromGroup: {
    input: (target, groupId) => ({ ...one(target), groupId }),
    action: "CHANGE",
    changes: [["groups", [groupName], []]],
    target: { isMember: true },
  },
  grantUserPermissions: {
    input: (target) => ({ ...one(target), permissions: ["auth.view_user"] }),
    action: "CHANGE",
    changes: [["permissions", ["auth.view_permission"], ["auth.view_permission", "auth.view_user"]]],
  },
  revokeUserPermissions: {
    input: (target) => ({ ...one(target), permissions: ["auth.view_permission"] }),
    action: "CHANGE",
    changes: [["permissions", ["auth.view_permission"], []]],
  },
  revokeUserSessions: { input: one, action: "SESSION_REVOKE", changes: [] },
  revokeUserSession: {
    input: async (target) => ({ id: (await sessionOf(server, target)).id }),
    action: "SESSION_REVOKE",
    changes: [],
  },
  sendInvitation: {
    input: async (target) => {
      await server.database.execute("UPDATE users SET password = '!' WHERE id = $1", [target.id]);
      return { id: userId(target) };
    },
    action: "INVITATION_SEND",
    changes: [],
  },
  createResourceType: {
    objectType: "contenttypes.contenttype",
    input: () => ({ appLabel: "shop", model: "order", label: "order" }),
    action: "ADD",
    changes: [
      ["label", null, "order"],
      ["permissions", null, ["add_order", "change_order", "delete_order", "view_order"]],
    ],
  },
  updateResourceType: {
    objectType: "contenttypes.contenttype",
    input: async () => ({ id: await createResourceType(), label: "bill" }),
    action: "CHANGE",
    changes: [["label", "invoice", "bill"]],
  },
  deleteResourceType: {
    objectType: "contenttypes.contenttype",
    input: async () => ({ id: await createResourceType() }),
    action: "DELETE",
    changes: [["label", "invoice", null]],
  },
  createGroup: {
    objectType: "auth.group",
    input: () => ({ name: "newly made", permissions: ["auth.view_user"] }),
    action: "ADD",
    changes: [
      ["name", null, "newly made"],
      ["permissions", null, ["auth.view_user"]],
    ],
  },
  updateGroup: {
    objectType: "auth.group",
    input: (_target, groupId) => ({ id: groupId, addPermissions: ["auth.view_user"] }),
    action: "CHANGE",
    changes: [["permissions", ["auth.view_group"], ["auth.view_group", "auth.view_user"]]],
  },
  deleteGroups: {
    objectType: "auth.group",
    input: (_target, groupId) => ({ ids: [groupId] }),
    action: "DELETE",
    changes: [["permissions", ["auth.view_group"], null]],
  },
};

let madeTypes = 0;

/** Made by somebody else, so that it is not in the history of the actor. */
async function createResourceType(): Promise<string> {
  const somebody = await clientOf(server, await createPerson(server, { isSuperuser: true }));
  const input = { appLabel: "shop", model: `invoice${++madeTypes}`, label: "invoice" };
  return (await administer(somebody, "createResourceType", input)).resourceType?.id ?? "";
}

async function entriesOf(actor: Person): Promise<{ entries: readonly Entry[]; rows: string }> {
  await workDone(server);
  const query = "query ($id: ID!) { logEntries(filter: {actorId: $id}) { nodes { action objectType changes { field old new } } } }";
  const auditor = await clientOf(server, await createPerson(server, { permissions: ["admin.view_logentry"] }));
  const { logEntries } = await auditor.ask<{ logEntries: { nodes: Entry[] } }>(query, { id: userId(actor) });
  const texts = await server.database.query<{ row: string }>("SELECT log_entries::text AS row FROM log_entries WHERE actor_id = $1", [
    actor.id,
  ]);
  return { entries: logEntries.nodes.filter(({ action }) => action !== "LOG_IN"), rows: texts.map(({ row }) => row).join("\n") };
}

/** A user with something to lose, a session among it. */
async function createTarget({ isMember, ...wish }: NonNullable<Row["target"]>, groupId: string): Promise<Person> {
  const target = await createPerson(server, { firstName: "Ada", permissions: ["auth.view_permission"], ...wish });
  if (wish.isActive !== false) await clientOf(server, target);
  if (isMember) await server.database.execute("INSERT INTO user_groups (user_id, group_id) VALUES ($1, $2)", [target.id, groupId]);
  return target;
}

async function secrets(): Promise<string[]> {
  const stored = await server.database.query<{ secret: string }>(
    `SELECT password AS secret FROM users UNION SELECT encode(secret_digest, 'hex') FROM sessions
     UNION SELECT encode(secret_digest, 'hex') FROM one_time_tokens`,
  );
  return [newPassword, goodPassword, ...stored.map(({ secret }) => secret)];
}

test.each(Object.entries(rows))("%s is in the log once, with old and new values and no secret", async (name, row) => {
  const actor = await createPerson(server, { isStaff: true, isSuperuser: true });
  const groupId = await createGroup(server, ["auth.view_group"]);
  await server.database.execute("UPDATE groups SET name = id::text WHERE name = $1", [groupName]);
  await server.database.execute("UPDATE groups SET name = $2 WHERE id = $1", [groupId, groupName]);
  const target = await createTarget(row.target ?? {}, groupId);
  const guarded = await secrets();
  const { userErrors } = await administer(
    await clientOf(server, actor),
    name as StaffMutationName,
    await row.input(target, groupIdOf(groupId)),
  );
  expect(userErrors).toEqual([]);

  const { entries, rows: texts } = await entriesOf(actor);
  expect(entries.map(({ action, objectType }) => [action, objectType])).toEqual([[row.action, row.objectType ?? "auth.user"]]);
  expect(entries[0]?.changes).toEqual(expect.arrayContaining(row.changes.map(([field, old, now]) => ({ field, old, new: now }))));
  for (const secret of [...guarded, ...(await secrets())]) expect(texts).not.toContain(secret);
});

test("every mutation that needs a permission has a row", async () => {
  const mutations = Object.values((await buildSchema()).getMutationType()?.getFields() ?? {});
  const ofStaff = mutations.filter(({ extensions }) => (extensions["access"] as AccessRule).kind === "requirePermission");
  expect([...Object.keys(rows), ...orders].toSorted()).toEqual(ofStaff.map(({ name }) => name).toSorted());
});
