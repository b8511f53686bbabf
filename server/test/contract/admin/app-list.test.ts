import { afterAll, describe, expect, test } from "@jest/globals";

import type { GraphqlClient } from "../../support/graphql-client.js";
import { clientOf, createPerson } from "../../support/people.js";
import { staffWith } from "../../support/staff.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer({}, { models: [{ appLabel: "shop", model: "order", label: "order" }] });
afterAll(async () => server.stop());

const document = "{ appList { appLabel label models { key label canAdd canChange canDelete canView } } }";

async function appsOf(client: GraphqlClient): Promise<{ appLabel: string; label: string; models: object[] }[]> {
  return (await client.ask<{ appList: { appLabel: string; label: string; models: object[] }[] }>(document)).appList;
}

const rights = (allowed: string) =>
  Object.fromEntries(["Add", "Change", "Delete", "View"].map((action) => [`can${action}`, allowed.includes(action)]));
const everything = rights("AddChangeDeleteView");

describe("appList", () => {
  test("shows superusers all there is, apps and models by name", async () => {
    expect(await appsOf(await staffWith(server, { isSuperuser: true }))).toEqual([
      { appLabel: "admin", label: "Administration", models: [{ key: "admin.logentry", label: "Log entries", ...rights("View") }] },
      {
        appLabel: "auth",
        label: "Authentication and Authorization",
        models: [
          { key: "auth.group", label: "Groups", ...everything },
          { key: "auth.permission", label: "Permissions", ...rights("View") },
          { key: "auth.user", label: "Users", ...everything },
        ],
      },
      {
        appLabel: "contenttypes",
        label: "Content Types",
        models: [{ key: "contenttypes.contenttype", label: "Resource types", ...everything }],
      },
    ]);
  });

  test.each([
    ["auth.view_user", "View"],
    ["auth.add_user", "Add"],
    ["auth.change_user", "ChangeView"],
    ["auth.delete_user", "Delete"],
  ])("shows staff with %s what it allows and nothing else", async (permission, allowed) => {
    expect(await appsOf(await staffWith(server, { permissions: [permission] }))).toEqual([
      { appLabel: "auth", label: "Authentication and Authorization", models: [{ key: "auth.user", label: "Users", ...rights(allowed) }] },
    ]);
  });

  test("leaves out what the API has no way for, whatever somebody holds", async () => {
    const permissions = ["admin.delete_logentry", "auth.add_permission", "sessions.view_session", "shop.add_order"];
    expect(await appsOf(await staffWith(server, { permissions }))).toEqual([]);
  });

  test("is empty for staff without permissions, and for who is no staff", async () => {
    expect(await appsOf(await staffWith(server, {}))).toEqual([]);
    expect(await appsOf(await clientOf(server, await createPerson(server, { permissions: ["auth.view_user"] })))).toEqual([]);
    expect(await appsOf(await clientOf(server, await createPerson(server, { isSuperuser: true })))).toEqual([]);
  });

  test("needs somebody who is logged in", async () => {
    expect((await server.client().send(document)).code).toBe("UNAUTHENTICATED");
  });

  test("costs one statement beside the session's", async () => {
    const staff = await staffWith(server, { permissions: ["auth.view_user"] });
    expect(await statementsOf(async () => staff.ask(document))).toHaveLength(2);
  });
});
