import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { toNodeId } from "../../foundation/graphql-kit/node-id.js";
import { KeptUserFacets } from "../../modules/accounts/counts/kept-user-facets.js";
import { UserCounts } from "../../modules/accounts/counts/user-counts.js";
import { dateSpans } from "../../modules/accounts/date-spans.js";
import { UserFacets } from "../../modules/accounts/user-facets.js";
import { listMembers, listUsers, type UserSort } from "../../modules/accounts/users.queries.js";
import { listLogEntries } from "../../modules/audit/log-entries.queries.js";
import { openTestDatabase, type OpenTestDatabase } from "../support/open-test-database.js";
import { indexesOf, plansOf, scannedTables } from "../support/plans.js";
import { bigGroup, createCrowd, crowdSize, idOf, rareName } from "./crowd.js";

jest.setTimeout(240_000 + crowdSize);

let opened: OpenTestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
  await createCrowd(opened.database, crowdSize);
});
afterAll(async () => opened.close());

const page = { first: 100 };
const smallGroup = idOf(7);

/** The plans of work, which must read no big table from end to end. */
async function indexesFor(work: () => Promise<unknown>): Promise<string[]> {
  const steps = await plansOf(opened.database, work);
  expect(scannedTables(steps)).toEqual([]);
  return indexesOf(steps);
}

const idOfRow = ({ user_id: id }: { readonly user_id: string }): string => id;

const users = async (request: Parameters<typeof listUsers>[1], part = {}) => listUsers(opened.database, request, { ...page, ...part });

describe(`with ${crowdSize} users, no table is read from end to end by`, () => {
  const orders: [UserSort["field"], string][] = [
    ["USERNAME", "users_username_key_unique"],
    ["EMAIL", "users_email_key_idx"],
    ["FIRST_NAME", "users_first_name_idx"],
    ["LAST_NAME", "users_last_name_idx"],
    ["IS_STAFF", "users_is_staff_idx"],
    ["IS_ACTIVE", "users_is_active_idx"],
    ["JOINED_AT", "users_joined_at_idx"],
    ["LAST_LOGIN_AT", "users_last_login_at_idx"],
  ];
  for (const direction of ["ASC", "DESC"] as const) {
    test.each(orders)(`the first page by %s ${direction}`, async (field, index) => {
      expect(await indexesFor(async () => users({ orderBy: [{ field, direction }] }))).toEqual([index]);
    });

    test.each(orders)(`a late page by %s ${direction}, by cursor`, async (field, index) => {
      const orderBy = [{ field, direction }];
      const late = await users({ orderBy }, { offset: 90_000 });
      const [after] = late.rows.slice(-1).map((row) => late.cursorOf(row));
      expect(await indexesFor(async () => users({ orderBy }, { after }))).toEqual([index]);
    });

    test.each(orders)(`a late page by %s ${direction}, by offset`, async (field, index) => {
      const indexes = await indexesFor(async () => users({ orderBy: [{ field, direction }] }, { offset: 80_000 }));
      expect(indexes.filter((name) => !name.startsWith("user_count"))).toEqual([index, "users_pkey"].sort());
    });

    test.each(orders)(`jumps by %s ${direction}, which find the rows that the list has there`, async (field) => {
      const orderBy = [{ field, direction }];
      const end = (await users({ orderBy }, { first: null, last: 200 })).rows.map(idOfRow);
      for (const [before, first] of [
        [200, 100],
        [101, 100],
        [100, 100],
        [99, 100],
        [1, 100],
        [0, 100],
        [50, 1],
      ] as const) {
        const { rows, hasNextPage, hasPreviousPage } = await users({ orderBy }, { first, offset: crowdSize - before });
        expect(rows.map(idOfRow)).toEqual(end.slice(200 - before, 200 - before + first));
        expect([before, hasNextPage, hasPreviousPage]).toEqual([before, before > first, true]);
      }
    });
  }

  test.each([
    ["one word", rareName.toLowerCase()],
    ["several words", `ada ${rareName}`],
    ["a part of an address", "ada4711"],
    ["a phrase", `"${rareName}"`],
    ["what nobody has", "xyzzyx"],
    ["a letter that is folded", "Straße"],
  ])("a search for %s", async (_what, search) => {
    expect(await indexesFor(async () => users({ search }))).toEqual(["users_search_idx"]);
  });

  test.each([
    ["username contains", { username: { contains: rareName } }],
    ["email contains", { email: { contains: "ada4711" } }],
    ["last name equals", { lastName: { equals: rareName } }],
    ["first name starts with, and another name", { firstName: { startsWith: "bar" }, lastName: { contains: rareName } }],
  ])("a filter: %s", async (_what, filter) => {
    expect(await indexesFor(async () => users({ filter }))).toEqual(["users_pkey", "users_search_idx"]);
  });

  test.each([
    ["a domain", { emailDomain: "mail74.example" }],
    ["a big group", { groups: { in: [bigGroup] } }],
    ["a small group", { groups: { in: [smallGroup] } }],
    ["no group", { groups: { none: true } }],
    ["staff", { isStaff: true }],
    ["superusers", { isSuperuser: true }],
    ["the last day", { joinedAt: { from: new Date(Date.now() - 86_400_000) } }],
    ["never having logged in", { lastLogIn: null }],
  ])("a filter by %s", async (_what, filter) => {
    expect(await indexesFor(async () => users({ filter }))).not.toEqual([]);
  });

  test.each([
    ["all of them", null],
    ["those who are searched for", rareName],
  ])("members of a big group: %s", async (_what, search) => {
    const request = { groupIds: [bigGroup], search };
    expect(await indexesFor(async () => listMembers(opened.database, request, page))).not.toEqual([]);
  });

  test.each([
    ["the log", {}, "log_entries_occurred_at_idx"],
    ["the history of an object", { objectId: toNodeId("User", idOf(4711)) }, "log_entries_object_idx"],
    ["what an actor did", { actorId: toNodeId("User", idOf(4711)) }, "log_entries_actor_id_idx"],
    ["what somebody did while acting as others", { impersonatorId: toNodeId("User", idOf(4711)) }, "log_entries_impersonator_id_idx"],
  ])("%s", async (_what, filter, index) => {
    expect(await indexesFor(async () => listLogEntries(opened.database, { filter }, page))).toContain(index);
  });

  test("a jump into the log", async () => {
    const indexes = await indexesFor(async () => listLogEntries(opened.database, { filter: {} }, { ...page, offset: 100_000 }));
    expect(indexes).toEqual(["log_entries_occurred_at_idx", "log_entries_pkey"]);
  });

  test("an estimate", async () => {
    const active = await users({ filter: { isActive: true } });
    expect(await plansOf(opened.database, async () => active.estimateAll())).toEqual([]);
    const estimate = await active.estimateAll();
    expect(Math.abs(estimate / (crowdSize * 0.95) - 1)).toBeLessThan(0.1);
  });
});

test("facets of everything read the users once for flags and times, once for domains and once for those without a group", async () => {
  const spans = await dateSpans(opened.database, "UTC");
  const facets = new UserFacets(opened.database, {}, spans);
  const steps = await plansOf(opened.database, async () =>
    Promise.all([
      facets.countFlag("isStaff"),
      facets.countFlag("isActive"),
      facets.countFlag("isSuperuser"),
      facets.countDates("joinedAt"),
      facets.countDates("lastLogIn"),
      facets.countEmailDomains(),
      facets.countGroups(),
      facets.countGroupless(),
    ]),
  );
  expect(steps.filter(({ table }) => table === "users").length).toBeLessThanOrEqual(3);
});

test("facets of all users read no user, save in zones that begin their days within an hour", async () => {
  await new UserCounts(opened.database).fold();
  const readsOf = async (zone: string) => {
    const facets = new KeptUserFacets(opened.database, await dateSpans(opened.database, zone));
    const steps = await plansOf(opened.database, async () =>
      Promise.all([
        facets.countFlag("isStaff"),
        facets.countDates("joinedAt"),
        facets.countDates("lastLogIn"),
        facets.countEmailDomains(),
        facets.countGroups(),
        facets.countGroupless(),
      ]),
    );
    return steps.filter(({ table }) => table === "users" || table === "user_groups");
  };
  expect(await readsOf("America/New_York")).toEqual([]);
  const inBetween = await readsOf("Asia/Kathmandu");
  expect(scannedTables(inBetween)).toEqual([]);
  expect(indexesOf(inBetween)).toEqual(["users_joined_at_idx", "users_last_login_at_idx"]);
});

test("facets of a search read nobody but those who are found", async () => {
  const facets = new UserFacets(opened.database, { search: rareName }, await dateSpans(opened.database, "UTC"));
  const indexes = await indexesFor(async () =>
    Promise.all([facets.countFlag("isStaff"), facets.countEmailDomains(), facets.countGroupless()]),
  );
  expect(indexes).toContain("users_search_idx");
});
