import { afterAll, describe, expect, test } from "@jest/globals";

import type { ProtectedModel } from "../../../foundation/kernel/protected-model.js";
import { SettingsError } from "../../../foundation/platform/settings/load-settings.js";
import { migrateAndSync } from "../../../storage.js";
import { contentsOf } from "../../support/database-contents.js";
import { faultsOf } from "../../support/operations.js";
import { clientOf, createPerson, fourCallers } from "../../support/people.js";
import { administer, createGroup, historyOf, sendAsStaff, staffWith } from "../../support/staff.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const order: ProtectedModel = {
  appLabel: "shop",
  model: "order",
  label: "order",
  actions: ["view", "add"],
  permissions: [{ codename: "refund_order", label: "Can refund order" }],
};
const server = await createTestServer({}, { models: [order] });
afterAll(async () => server.stop());

const root = await staffWith(server, { isSuperuser: true });
const all = ["add", "change", "delete", "view"].map((action) => `contenttypes.${action}_contenttype`);
const staff = await staffWith(server, { permissions: all });
let models = 0;

const keyOf = (id: string | undefined) =>
  Buffer.from(id ?? "", "base64url")
    .toString()
    .replace("ResourceType:", "");

async function createType(extras: readonly string[] = []): Promise<{ id: string; model: string }> {
  const model = `thing${++models}`;
  const permissions = extras.map((codename) => ({ codename: `${codename}_${model}`, label: `Can ${codename} ${model}` }));
  const { resourceType, userErrors } = await administer(staff, "createResourceType", {
    appLabel: "depot",
    model,
    label: model,
    permissions,
  });
  expect(userErrors).toEqual([]);
  return { id: resourceType?.id ?? "", model };
}

async function labelsOf(appLabel: string, model: string): Promise<string[]> {
  const rows = await server.database.query<{ label: string }>(
    "SELECT codename || ': ' || name AS label FROM permissions WHERE app_label = $1 AND model = $2 ORDER BY 1",
    [appLabel, model],
  );
  return rows.map(({ label }) => label);
}

async function idOf(name: string): Promise<string> {
  const { resourceTypes } = await root.ask<{ resourceTypes: { nodes: { id: string; name: string }[] } }>(
    "{ resourceTypes(first: 200) { nodes { id name } } }",
  );
  return resourceTypes.nodes.find((type) => type.name === name)?.id ?? "";
}

describe("resource types in code", () => {
  test("get the permissions that the model names, and its own", async () => {
    expect(await labelsOf("shop", "order")).toEqual([
      "add_order: Can add order",
      "refund_order: Can refund order",
      "view_order: Can view order",
    ]);
  });

  test("keep their permissions when they leave the code, and can be deleted over the API then", async () => {
    await migrateAndSync(server.database, [order, { appLabel: "gone", model: "page", label: "page" }]);
    await migrateAndSync(server.database, [order]);
    const holder = await createPerson(server, { permissions: ["gone.view_page"] });
    expect(await (await clientOf(server, holder)).ask("{ viewer { permissions } }")).toEqual({
      viewer: { permissions: ["gone.view_page"] },
    });
    expect((await administer(staff, "deleteResourceType", { id: await idOf("gone.page") })).userErrors).toEqual([]);
  });

  test("take over a name that staff gave to a permission of another model", async () => {
    await administer(staff, "createResourceType", {
      appLabel: "press",
      model: "book",
      label: "book",
      permissions: [{ codename: "add_paper", label: "Can add paper" }],
    });
    await migrateAndSync(server.database, [order, { appLabel: "press", model: "paper", label: "paper" }]);
    expect(await labelsOf("press", "paper")).toHaveLength(4);
    expect(await labelsOf("press", "book")).toHaveLength(4);
  });

  test.each<[string, Partial<ProtectedModel>, RegExp]>([
    ["an app label of ours", { appLabel: "auth" }, /auth\.order: The app label auth belongs to Gatehouse/],
    ["a name that is none", { model: "Order" }, /shop\.Order: Use lower-case/],
    ["no label", { label: "" }, /label/],
    ["a codename that is too long", { permissions: [{ codename: "x".repeat(101), label: "x" }] }, /100/],
    ["a codename of the four", { permissions: [{ codename: "add_order", label: "x" }] }, /shop\.add_order is registered twice/],
  ])("fail the start with %s, and change nothing", async (_name, fault, message) => {
    const before = await contentsOf(server);
    const error = await migrateAndSync(server.database, [{ ...order, ...fault }]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SettingsError);
    expect((error as Error).message).toMatch(message);
    expect(await contentsOf(server)).toBe(before);
  });
});

describe("resourceTypes", () => {
  const document = `query ($search: String, $first: Int) { resourceTypes(search: $search, first: $first) {
    nodes { name label isManagedByCode permissions { nodes { name resourceType { name } } } } totalCount
  } }`;

  test("lists ours and those of integrators, with their permissions", async () => {
    const { resourceTypes } = await root.ask<{ resourceTypes: { nodes: { name: string }[] } }>(document, { first: 3 });
    expect(resourceTypes.nodes.map(({ name }) => name)).toEqual(["admin.logentry", "auth.group", "auth.permission"]);
    const permissions = ["add_order", "refund_order", "view_order"].map((name) => ({
      name: `shop.${name}`,
      resourceType: { name: "shop.order" },
    }));
    expect(await root.ask(document, { search: "shop" })).toEqual({
      resourceTypes: {
        nodes: [{ name: "shop.order", label: "order", isManagedByCode: true, permissions: { nodes: permissions } }],
        totalCount: 1,
      },
    });
  });

  test("costs the same number of statements for one and for many", async () => {
    for (const first of [1, 20]) expect(await statementsOf(async () => root.ask(document, { first }))).toHaveLength(5);
  });

  test("is for those who may view content types", async () => {
    for (const { client, code } of await fourCallers(server, "contenttypes.view_contenttype")) {
      expect((await client.send("{ resourceTypes { nodes { id } } }")).code).toBe(code);
      expect((await client.send('{ resourceType(id: "rubbish") { id } }')).code).toBe(code);
    }
  });

  test("shows permissions to those who may view them, and types of permissions likewise", async () => {
    const { code, body } = await staff.send<object>(document, { search: "shop" });
    expect([code, body.data]).toEqual([
      "FORBIDDEN",
      { resourceTypes: { nodes: [expect.objectContaining({ permissions: null })], totalCount: 1 } },
    ]);
    const viewer = await clientOf(server, await createPerson(server, { permissions: ["auth.view_permission"] }));
    expect((await viewer.send('{ permission(name: "shop.add_order") { resourceType { id } } }')).code).toBe("FORBIDDEN");
  });

  test("one is found by its id", async () => {
    const id = await idOf("shop.order");
    const { resourceType } = await root.ask<{ resourceType: object }>("query ($id: ID!) { resourceType(id: $id) { id appLabel model } }", {
      id,
    });
    expect(resourceType).toEqual({ id, appLabel: "shop", model: "order" });
    expect(await root.ask('{ resourceType(id: "rubbish") { id } }')).toEqual({ resourceType: null });
  });
});

describe("createResourceType", () => {
  test("makes a type with four permissions and its own, which nobody holds", async () => {
    const { id, model } = await createType(["lend"]);
    expect(await labelsOf("depot", model)).toEqual([
      `add_${model}: Can add ${model}`,
      `change_${model}: Can change ${model}`,
      `delete_${model}: Can delete ${model}`,
      `lend_${model}: Can lend ${model}`,
      `view_${model}: Can view ${model}`,
    ]);
    const document = `query { viewer { can(permission: "depot.lend_${model}") } }`;
    expect(await staff.ask(document)).toEqual({ viewer: { can: false } });
    expect(await root.ask(document)).toEqual({ viewer: { can: true } });
    expect(await historyOf(server, { id: keyOf(id) })).toMatchObject([
      { action: "ADD", details: { changes: { appLabel: { from: null, to: "depot" }, model: { to: model } } } },
    ]);
  });

  test.each([
    [{ appLabel: "auth" }, "INVALID input.appLabel"],
    [{ appLabel: "contenttypes" }, "INVALID input.appLabel"],
    [{ appLabel: " " }, "REQUIRED input.appLabel"],
    [{ appLabel: "Depot" }, "INVALID input.appLabel"],
    [{ appLabel: "a.b" }, "INVALID input.appLabel"],
    [{ appLabel: "d\u00e9p\u00f4t" }, "INVALID input.appLabel"],
    [{ appLabel: "x".repeat(101) }, "TOO_LONG input.appLabel"],
    [{ model: "x".repeat(94) }, "TOO_LONG input.model"],
    [{ model: "1st" }, "INVALID input.model"],
    [{ model: hostile.nul }, "INVALID input.model"],
    [{ label: hostile.bidi }, "INVALID input.label"],
    [{ label: "x".repeat(101) }, "TOO_LONG input.label"],
    [{ appLabel: "shop", model: "order" }, "ALREADY_TAKEN input.model"],
    [{ permissions: [{ codename: "add_unit", label: "x" }] }, "ALREADY_TAKEN input.permissions"],
    [
      {
        permissions: [
          { codename: "use_unit", label: "x" },
          { codename: "Use", label: "x" },
        ],
      },
      "INVALID input.permissions.1.codename",
    ],
    [{ permissions: [{ codename: "x".repeat(101), label: "x" }] }, "TOO_LONG input.permissions.0.codename"],
    [{ permissions: [{ codename: "use_unit", label: "" }] }, "REQUIRED input.permissions.0.label"],
  ])("refuses %j, and makes nothing", async (input, fault) => {
    const before = await contentsOf(server);
    expect(faultsOf(await administer(staff, "createResourceType", { appLabel: "depot", model: "unit", label: "unit", ...input }))).toEqual([
      fault,
    ]);
    expect(await contentsOf(server)).toBe(before);
  });

  test("takes the longest names", async () => {
    const input = { appLabel: "y".repeat(100), model: "y".repeat(93), label: "ü".repeat(100) };
    expect((await administer(staff, "createResourceType", input)).userErrors).toEqual([]);
  });

  test("refuses absurd texts and lists", async () => {
    const form = { appLabel: "depot", model: "unit", label: "unit" };
    const many = Array.from({ length: 101 }, (_, index) => ({ codename: `use${index}`, label: "x" }));
    for (const input of [{ label: absurd }, { permissions: [{ codename: absurd, label: "x" }] }, { permissions: many }]) {
      expect((await sendAsStaff(staff, "createResourceType", { ...form, ...input })).code).toBe("BAD_USER_INPUT");
    }
  });

  test("of two who make the same at once, one does", async () => {
    const input = { appLabel: "depot", model: "race", label: "race" };
    const answers = await Promise.all([staff, root].map(async (client) => administer(client, "createResourceType", input)));
    expect(answers.flatMap(faultsOf)).toEqual(["ALREADY_TAKEN input.model"]);
  });
});

describe("updateResourceType", () => {
  test("changes the label, with those of the four permissions", async () => {
    const { id, model } = await createType(["lend"]);
    const { resourceType } = await administer(staff, "updateResourceType", { id, label: "tool" });
    expect(resourceType).toEqual({ id, name: `depot.${model}`, label: "tool" });
    expect(await labelsOf("depot", model)).toContain(`add_${model}: Can add tool`);
    expect(await labelsOf("depot", model)).toContain(`lend_${model}: Can lend ${model}`);
  });

  test("adds and removes permissions, and says in the log who lost one", async () => {
    const { id, model } = await createType(["lend"]);
    const holder = await createPerson(server, { permissions: [`depot.lend_${model}`] });
    const added = [{ codename: `sell_${model}`, label: "Can sell" }];
    const { userErrors } = await administer(staff, "updateResourceType", {
      id,
      addPermissions: added,
      removePermissions: [`lend_${model}`],
    });
    expect(userErrors).toEqual([]);
    expect(await labelsOf("depot", model)).toContain(`sell_${model}: Can sell`);
    expect(await labelsOf("depot", model)).toHaveLength(5);
    const lost = { permission: `depot.lend_${model}`, userCount: 1, groupCount: 0, usernames: [holder.username], groups: [] };
    expect((await historyOf(server, { id: keyOf(id) }))[1]?.details).toMatchObject({ takenFrom: [lost] });
  });

  test.each<[string, (type: { id: string; model: string }) => object, string]>([
    ["a permission of the four", ({ id, model }) => ({ id, removePermissions: [`add_${model}`] }), "INVALID input.removePermissions.0"],
    ["a permission of another type", ({ id }) => ({ id, removePermissions: ["refund_order"] }), "NOT_FOUND input.removePermissions.0"],
    [
      "a name that is there",
      ({ id, model }) => ({ id, addPermissions: [{ codename: `lend_${model}`, label: "x" }] }),
      "ALREADY_TAKEN input.addPermissions",
    ],
    ["no label", ({ id }) => ({ id, label: " " }), "REQUIRED input.label"],
    ["no type", () => ({ id: "rubbish", label: "x" }), "NOT_FOUND input.id"],
  ])("refuses %s, and changes nothing", async (_name, inputOf, fault) => {
    const type = await createType(["lend"]);
    const before = await contentsOf(server);
    expect(faultsOf(await administer(staff, "updateResourceType", inputOf(type)))).toEqual([fault]);
    expect(await contentsOf(server)).toBe(before);
  });

  test("adds no more than a hundred in all", async () => {
    const { id } = await createType(["lend"]);
    const hundred = Array.from({ length: 100 }, (_, index) => ({ codename: `use${index}_of_${models}`, label: "x" }));
    expect(faultsOf(await administer(staff, "updateResourceType", { id, addPermissions: hundred }))).toEqual([
      "TOO_LONG input.addPermissions",
    ]);
    expect(faultsOf(await administer(staff, "updateResourceType", { id, addPermissions: hundred.slice(1) }))).toEqual([]);
  });

  test("leaves types in code to the code", async () => {
    for (const name of ["shop.order", "auth.user"]) {
      expect(faultsOf(await administer(root, "updateResourceType", { id: await idOf(name), label: "x" }))).toEqual([
        "OUT_OF_SCOPE input.id",
      ]);
      expect(faultsOf(await administer(root, "deleteResourceType", { id: await idOf(name) }))).toEqual(["OUT_OF_SCOPE input.id"]);
    }
  });
});

describe("deleteResourceType", () => {
  test("takes its permissions from users and groups, says who, and makes their forms stale", async () => {
    const { id, model } = await createType();
    const names = [`depot.view_${model}`, `depot.add_${model}`];
    const holder = await createPerson(server, { permissions: names });
    const group = await createGroup(server, [`depot.view_${model}`]);
    expect((await administer(staff, "deleteResourceType", { id })).deletedResourceTypeId).toBe(id);
    expect(await labelsOf("depot", model)).toEqual([]);
    expect(await (await clientOf(server, holder)).ask("{ viewer { permissions } }")).toEqual({ viewer: { permissions: [] } });
    const versions = "SELECT version FROM users WHERE id = $1 UNION ALL SELECT version FROM groups WHERE id = $2";
    expect(await server.database.query(versions, [holder.id, group])).toEqual([{ version: 2 }, { version: 2 }]);
    expect((await historyOf(server, { id: keyOf(id) }))[1]).toMatchObject({
      action: "DELETE",
      details: {
        takenFrom: [
          { permission: `depot.add_${model}`, userCount: 1, groupCount: 0 },
          { permission: `depot.view_${model}`, userCount: 1, groupCount: 1, usernames: [holder.username], groups: [`group ${group}`] },
        ],
      },
    });
  });

  test("made again, it is held by nobody", async () => {
    const { id, model } = await createType();
    const holder = await createPerson(server, { permissions: [`depot.view_${model}`] });
    await administer(staff, "deleteResourceType", { id });
    await administer(staff, "createResourceType", { appLabel: "depot", model, label: model });
    expect(await (await clientOf(server, holder)).ask("{ viewer { permissions } }")).toEqual({ viewer: { permissions: [] } });
  });

  test("is found in the log by its id", async () => {
    const { id } = await createType();
    await administer(staff, "deleteResourceType", { id });
    const document = "query ($id: ID!) { logEntries(filter: { objectId: $id }) { nodes { action objectId objectType } } }";
    const { logEntries } = await root.ask<{ logEntries: { nodes: object[] } }>(document, { id });
    expect(logEntries.nodes).toEqual(["DELETE", "ADD"].map((action) => ({ action, objectId: id, objectType: "contenttypes.contenttype" })));
  });
});
