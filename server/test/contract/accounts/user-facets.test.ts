import { afterAll, describe, expect, test } from "@jest/globals";
import { clientOf, createPerson } from "../../support/people.js";
import { createGroup, groupIdOf } from "../../support/staff.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

interface DateChoice {
  readonly choice: string;
  readonly from: string | null;
  readonly before: string | null;
  readonly count: number;
}

interface Facets {
  readonly isStaff: { readonly trueCount: number; readonly falseCount: number };
  readonly isSuperuser: { readonly trueCount: number; readonly falseCount: number };
  readonly isActive: { readonly trueCount: number; readonly falseCount: number };
  readonly joinedAt: readonly DateChoice[];
  readonly lastLogIn: readonly DateChoice[];
  readonly emailDomain: readonly { readonly domain: string; readonly count: number }[];
  readonly groups: {
    readonly choices: readonly { readonly group: { readonly name: string }; readonly count: number }[];
    readonly none: number;
  };
}

const dates = "{ choice from before count }";
const flags = "{ trueCount falseCount }";
const allFacets = `isStaff ${flags} isSuperuser ${flags} isActive ${flags} joinedAt ${dates} lastLogIn ${dates}
  emailDomain { domain count } groups { choices { group { name } count } none }`;
const queryOf = (selected: string) => `query ($filter: UserFilter, $search: String, $timeZone: String) {
  users(first: 1, filter: $filter, search: $search) { totalCount facets(timeZone: $timeZone) { ${selected} } } }`;

const reader = await createPerson(server, { username: "reader", permissions: ["auth.view_user", "auth.view_group"] });
const client = await clientOf(server, reader);
const groups = [await createGroup(server), await createGroup(server), await createGroup(server)] as const;
await server.database.execute("UPDATE groups SET name = CASE id WHEN $1 THEN 'Editors' WHEN $2 THEN 'Writers' ELSE 'Nobody' END", [
  groups[0],
  groups[1],
]);

// Twelve people: every third is staff, every fourth inactive, every second has logged in today; groups 0, 1, both, none in turn.
for (let index = 0; index < 12; index++) {
  const { id } = await createPerson(server, {
    username: `f${index}`,
    firstName: index < 6 ? "Ada" : "Bob",
    email: index === 11 ? "" : `f${index}@${["one.example", "Two.example", "three.example"][index % 3]}`,
    isStaff: index % 3 === 0,
    isActive: index % 4 !== 0,
  });
  await server.database.execute("UPDATE users SET last_login_at = now() WHERE id = $1 AND $2", [id, index % 2 === 0]);
  await server.database.execute("UPDATE users SET joined_at = now() - interval '400 days' WHERE id = $1 AND $2", [id, index < 3]);
  for (const [bit, group] of groups.slice(0, 2).entries()) {
    if ((index % 4) & (bit + 1)) await server.database.execute("INSERT INTO user_groups (user_id, group_id) VALUES ($1, $2)", [id, group]);
  }
}
await server.database.execute("UPDATE users SET last_login_at = NULL WHERE username = 'reader'");

async function facetsOf(variables: object = {}, selected = allFacets): Promise<Facets> {
  return (await client.ask<{ users: { facets: Facets } }>(queryOf(selected), { search: "f", ...variables })).users.facets;
}

const countsOf = (choices: readonly DateChoice[]) => Object.fromEntries(choices.map(({ choice, count }) => [choice, count]));

/** How many users the list itself finds. */
async function totalOf(filter: object, search = "f"): Promise<number> {
  const { users } = await client.ask<{ users: { totalCount: number } }>(queryOf("isStaff { trueCount }"), { filter, search });
  return users.totalCount;
}

describe("facets", () => {
  test("count every choice, with the search", async () => {
    const facets = await facetsOf();
    expect(facets).toMatchObject({
      isStaff: { trueCount: 4, falseCount: 8 },
      isSuperuser: { trueCount: 0, falseCount: 12 },
      isActive: { trueCount: 9, falseCount: 3 },
      groups: {
        choices: [
          { group: { name: "Editors" }, count: 6 },
          { group: { name: "Nobody" }, count: 0 },
          { group: { name: "Writers" }, count: 6 },
        ],
        none: 3,
      },
      emailDomain: [
        { domain: "one.example", count: 4 },
        { domain: "two.example", count: 4 },
        { domain: "three.example", count: 3 },
      ],
    });
    expect(countsOf(facets.lastLogIn)).toEqual({ ANY: 12, TODAY: 6, PAST_7_DAYS: 6, THIS_MONTH: 6, THIS_YEAR: 6, NEVER: 6 });
    expect(countsOf(facets.joinedAt)).toEqual({ ANY: 12, TODAY: 9, PAST_7_DAYS: 9, THIS_MONTH: 9, THIS_YEAR: 9 });
  });

  test.each([
    ["isStaff", { isStaff: true }, { isStaff: { trueCount: 4, falseCount: 8 }, isActive: { trueCount: 3, falseCount: 1 } }],
    ["isActive", { isActive: false }, { isActive: { trueCount: 9, falseCount: 3 }, isStaff: { trueCount: 1, falseCount: 2 } }],
    ["emailDomain", { emailDomain: "TWO.example" }, { isStaff: { trueCount: 0, falseCount: 4 }, emailDomain: { length: 3 } }],
    ["lastLogIn", { lastLogIn: null }, { isStaff: { trueCount: 2, falseCount: 4 } }],
    ["groups", { groups: { in: [groupIdOf(groups[0])] } }, { groups: { none: 3 }, isStaff: { trueCount: 2, falseCount: 4 } }],
  ])("leave out their own part of the filter and obey all others: %s", async (_own, filter, expected) => {
    expect(await facetsOf({ filter })).toMatchObject(expected);
  });

  test("of never having logged in stay whole when that is what is filtered by", async () => {
    expect(countsOf((await facetsOf({ filter: { lastLogIn: null } })).lastLogIn)).toMatchObject({ ANY: 12, NEVER: 6 });
  });

  test("obey what stands inside and, or and not, whatever it speaks of", async () => {
    for (const filter of [{ and: [{ isStaff: true }] }, { or: [{ isStaff: true }] }, { not: { isStaff: false } }]) {
      expect((await facetsOf({ filter })).isStaff).toEqual({ trueCount: 4, falseCount: 0 });
    }
  });

  test("are what the list finds when the choice is made", async () => {
    const filter = { isActive: true, emailDomain: "one.example" };
    const facets = await facetsOf({ filter });
    expect(facets.isStaff.trueCount).toBe(await totalOf({ ...filter, isStaff: true }));
    expect(facets.isActive.falseCount).toBe(await totalOf({ ...filter, isActive: false }));
    expect(facets.groups.none).toBe(await totalOf({ ...filter, groups: { none: true } }));
    expect(facets.groups.choices[0]?.count).toBe(await totalOf({ ...filter, groups: { in: [groupIdOf(groups[0])] } }));
    for (const { from, before, count } of facets.lastLogIn.filter((choice) => choice.from !== null)) {
      expect(await totalOf({ ...filter, lastLogIn: { from, before } })).toBe(count);
    }
    for (const { domain, count } of facets.emailDomain) expect(await totalOf({ ...filter, emailDomain: domain })).toBe(count);
  });

  test("have days that begin in the time zone that is asked for", async () => {
    const hours = async (timeZone?: string) => {
      const { joinedAt } = await facetsOf({ timeZone }, `joinedAt ${dates}`);
      return new Date(joinedAt.find(({ choice }) => choice === "TODAY")?.from ?? 0).toISOString().slice(11, 16);
    };
    expect([await hours(), await hours("Asia/Kolkata"), await hours("Asia/Kathmandu")]).toEqual(["00:00", "18:30", "18:15"]);
  });

  test.each(["Mars/Olympus", "+02:00", "", "'; DROP TABLE users", "\0"])("refuse the time zone %j", async (timeZone) => {
    const { code } = await client.send(queryOf(`joinedAt ${dates}`), { timeZone });
    expect(code).toBe("BAD_USER_INPUT");
  });

  test("of groups are for those who may see groups, the others are not", async () => {
    const other = await clientOf(server, await createPerson(server, { permissions: ["auth.view_user"] }));
    const { body, code } = await other.send<{ users: { facets: object } }>(queryOf(`isStaff ${flags} groups { none }`), { search: "f" });
    expect([code, body.data?.users.facets]).toEqual(["FORBIDDEN", { isStaff: { trueCount: 4, falseCount: 8 }, groups: null }]);
  });

  test("and a page of a hundred users with their groups fit into one request", async () => {
    const row = "id username email firstName lastName isStaff isActive groups(first: 5) { nodes { id name } }";
    const { body } = await client.send<{ users: { nodes: object[] } }>(
      `{ users(first: 100) { nodes { ${row} } pageInfo { endCursor } totalCount approximateTotalCount facets { ${allFacets} } } }`,
    );
    expect(body.errors).toBeUndefined();
    expect(body.data?.users.nodes.length).toBeGreaterThan(12);
  });

  test("are null in lists that are not users", async () => {
    const { groups: list } = await client.ask<{ groups: { nodes: { users: { facets: object | null } }[] } }>(
      "{ groups(first: 1) { nodes { users { facets { isStaff { trueCount } } } } } }",
    );
    expect(list.nodes[0]?.users.facets).toBeNull();
  });

  test("of flags and times are one scan together, and only what is selected is counted", async () => {
    const scansOf = async (selected: string, filter?: object) =>
      (await statementsOf(async () => facetsOf({ filter }, selected))).filter((text) => /count\(\*\) FILTER/.test(text)).length;
    const flagsAndTimes = `isStaff ${flags} isSuperuser ${flags} isActive ${flags} joinedAt ${dates} lastLogIn ${dates}`;
    expect(await scansOf("emailDomain { domain }")).toBe(0);
    expect(await scansOf(flagsAndTimes)).toBe(1);
    expect(await scansOf(flagsAndTimes, { isStaff: true })).toBe(2);
  });
});
