import { afterAll, expect, test } from "@jest/globals";
import { getNullableType, type GraphQLInputType, isEnumType, isInputObjectType, isListType, isRequiredInputField } from "graphql";

import { buildSchema } from "../../../resolvers.js";
import { contentsOf } from "../../support/database-contents.js";
import { mutate, whoIs } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import { userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const mutations = Object.values((await buildSchema()).getMutationType()?.getFields() ?? {});

/**
 * May a superuser who acts as somebody else use it? A new mutation needs a decision here. No, if it changes how somebody logs in,
 * what they may do, or who hears of it; no, if in doubt.
 */
const decisions: Record<string, "open" | "closed"> = {
  acceptInvitation: "closed",
  activateUsers: "closed",
  addUsersToGroup: "closed",
  cancelBulkChange: "closed",
  changePassword: "closed",
  confirmPasswordReset: "closed",
  createFirstSuperuser: "closed",
  createGroup: "closed",
  createResourceType: "closed",
  createUser: "closed",
  deactivateUsers: "closed",
  deleteGroups: "closed",
  deleteResourceType: "closed",
  deleteUsers: "closed",
  disableUserPassword: "closed",
  exportLogEntries: "closed",
  exportUsers: "closed",
  grantUserPermissions: "closed",
  impersonateUser: "closed",
  logIn: "closed",
  logOut: "open",
  removeUsersFromGroup: "closed",
  requestPasswordReset: "closed",
  revokeOtherSessions: "closed",
  revokeSession: "closed",
  revokeUserPermissions: "closed",
  revokeUserSession: "closed",
  revokeUserSessions: "closed",
  sendInvitation: "closed",
  sendPasswordReset: "closed",
  setUserPassword: "closed",
  signUp: "closed",
  stopImpersonating: "open",
  updateGroup: "closed",
  updateProfile: "open",
  updateResourceType: "closed",
  updateUser: "closed",
};

/** A value that the schema takes, with nothing that it can do without. */
function sampleOf(type: GraphQLInputType): unknown {
  const named = getNullableType(type);
  if (isListType(named)) return [sampleOf(named.ofType)];
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) {
    const required = Object.values(named.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, sampleOf(field.type)]));
  }
  return { Boolean: true, Int: 1, DateTime: "2026-01-01T00:00:00Z" }[String(named)] ?? "sample";
}

/** A client of a superuser who acts as a plain user. */
async function impersonatingClient() {
  const client = await clientOf(server, await createPerson(server, { isStaff: true, isSuperuser: true }));
  const target = await createPerson(server);
  expect((await mutate(client, "impersonateUser", { id: userId(target), reason: "support" })).userErrors).toEqual([]);
  return { client, target };
}

test("for every mutation it is decided whether it may be used while acting as somebody else", () => {
  const open = (name: string) =>
    mutations.find((field) => field.name === name)?.astNode?.directives?.some((d) => d.name.value === "allowWhileImpersonating");
  const declared = mutations.map(({ name }) => [name, open(name) ? "open" : "closed"]);
  expect(Object.fromEntries(declared)).toEqual(decisions);
});

test.each(mutations.filter(({ name }) => decisions[name] === "closed").map((field) => ({ name: field.name, field })))(
  "$name is refused while acting as somebody else, and changes nothing",
  async ({ field }) => {
    const { client, target } = await impersonatingClient();
    const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
    const given = field.args.map(({ name }) => `${name}: $${name}`).join(", ");
    const document = `mutation ${declared && `(${declared})`} { ${field.name}${given && `(${given})`} { userErrors { code } } }`;
    const variables = Object.fromEntries(field.args.map(({ name, type }) => [name, sampleOf(type)]));
    const before = await contentsOf(server);
    const { body } = await client.send(document, variables);
    expect(body.errors).toMatchObject([
      { message: "Not while you act as somebody else; stop that first.", extensions: { code: "FORBIDDEN" } },
    ]);
    expect(await contentsOf(server)).toBe(before);
    expect(await whoIs(client)).toBe(target.username);
  },
);

test("a request that stops and then goes on is refused the rest", async () => {
  const { client } = await impersonatingClient();
  const { body } = await client.send(`mutation { stopImpersonating { userErrors { code } } revokeOtherSessions { userErrors { code } } }`);
  expect(body.errors).toMatchObject([{ path: ["revokeOtherSessions"], extensions: { code: "FORBIDDEN" } }]);
});

test("profiles may be changed while acting as somebody else", async () => {
  const { client, target } = await impersonatingClient();
  expect((await mutate(client, "updateProfile", { firstName: "Ada" })).userErrors).toEqual([]);
  expect(await server.database.query("SELECT first_name FROM users WHERE id = $1", [target.id])).toEqual([{ first_name: "Ada" }]);
});
