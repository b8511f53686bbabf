import { afterAll, describe, expect, test } from "@jest/globals";
import { clientOf, createPerson } from "../../support/people.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const lists = ["users", "groups", "permissions", "logEntries"] as const;
const all = ["auth.view_user", "auth.view_group", "auth.view_permission", "admin.view_logentry"];
const client = await clientOf(server, await createPerson(server, { permissions: all }));
for (let index = 0; index < 12; index++) await createPerson(server, { firstName: "Equal", groupPermissions: ["auth.view_user"] });
await server.database.execute(
  "INSERT INTO log_entries (id, action, outcome, request_id) SELECT gen_random_uuid(), 'LOG_OUT', 'SUCCESS', 'r' FROM generate_series(1, 11)",
);

interface List {
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
  readonly totalCount: number;
  readonly approximateTotalCount: number;
}

async function list(
  name: string,
  args: string,
  selected = "nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor }",
) {
  return (await client.ask<Record<string, List>>(`{ ${name}(${args}) { ${selected} } }`))[name] as List;
}

const idsOf = ({ nodes }: List) => nodes.map(({ id }) => id);

describe.each(lists)("%s", (name) => {
  test("can be jumped into, and go on by cursors from there", async () => {
    const whole = idsOf(await list(name, "first: 200"));
    const jumped = await list(name, "first: 3, offset: 4");
    expect(idsOf(jumped)).toEqual(whole.slice(4, 7));
    expect(jumped.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(idsOf(await list(name, `first: 3, after: "${jumped.pageInfo.endCursor}"`))).toEqual(whole.slice(7, 10));
  });

  test("begin at the beginning with offset 0, and are empty behind their end", async () => {
    expect((await list(name, "first: 2, offset: 0")).pageInfo.hasPreviousPage).toBe(false);
    const behind = await list(name, "first: 2, offset: 100000");
    expect([behind.nodes.length, behind.pageInfo.hasNextPage, behind.pageInfo.hasPreviousPage]).toEqual([0, false, true]);
  });

  test("refuse offsets that cannot be", async () => {
    const { edges } = await list(name, "first: 1");
    const cursor = edges[0]?.cursor ?? "";
    for (const args of [
      "offset: -1",
      "offset: 100001",
      "last: 2, offset: 1",
      `offset: 1, after: "${cursor}"`,
      `offset: 1, before: "${cursor}"`,
    ]) {
      const { status, code } = await client.send(`{ ${name}(${args}) { nodes { id } } }`);
      expect([args, status, code]).toEqual([args, 400, "BAD_USER_INPUT"]);
    }
  });

  test("tell how many they are, exactly while they are few", async () => {
    const { totalCount, approximateTotalCount } = await list(name, "first: 1", "totalCount approximateTotalCount");
    expect(totalCount).toBeGreaterThan(10);
    expect(approximateTotalCount).toBe(totalCount);
  });
});

describe("users", () => {
  test("can be jumped into in every order, with a search and a filter", async () => {
    for (const orderBy of [
      "[{ field: FIRST_NAME }]",
      "[{ field: LAST_LOGIN_AT, direction: DESC }]",
      "[{ field: IS_STAFF }, { field: USERNAME }]",
    ]) {
      const args = `search: "equal", filter: { isActive: true }, orderBy: ${orderBy}`;
      const whole = idsOf(await list("users", `first: 200, ${args}`));
      expect(whole).toHaveLength(12);
      expect(idsOf(await list("users", `first: 5, offset: 5, ${args}`))).toEqual(whole.slice(5, 10));
    }
  });

  test("of a group have no jumps, and a total that is right", async () => {
    expect((await client.send("{ groups { nodes { users(offset: 1) { nodes { id } } } } }")).code).toBe("BAD_USER_INPUT");
    const { groups } = await client.ask<{ groups: { nodes: { users: List }[] } }>(
      "{ groups { nodes { users { approximateTotalCount } } } }",
    );
    expect(groups.nodes.map(({ users }) => users.approximateTotalCount)).toEqual(Array.from({ length: 12 }, () => 1));
  });

  test("are estimated only when that is selected, and long lists without counting them", async () => {
    const explained = async (selected: string) =>
      (await statementsOf(async () => list("users", "first: 1", selected))).filter((text) => /^EXPLAIN|count\(\*\)/.test(text)).length;
    expect([await explained("nodes { id }"), await explained("approximateTotalCount")]).toEqual([0, 2]);
    await server.database.execute(
      "INSERT INTO groups (id, name) SELECT gen_random_uuid(), 'many ' || number FROM generate_series(1, 11000) AS number",
    );
    await server.database.execute("ANALYZE groups");
    const statements = await statementsOf(async () => {
      expect((await list("groups", "first: 1", "approximateTotalCount")).approximateTotalCount).toBe(11_012);
    });
    expect(statements.filter((text) => /count\(\*\)/.test(text))).toEqual([]);
  });
});
