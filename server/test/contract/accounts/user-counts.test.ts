import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { KeptUserFacets } from "../../../modules/accounts/counts/kept-user-facets.js";
import { UserCounts } from "../../../modules/accounts/counts/user-counts.js";
import { dateSpans } from "../../../modules/accounts/date-spans.js";
import { type FacetCounts, UserFacets } from "../../../modules/accounts/user-facets.js";
import { clientOf, createPerson } from "../../support/people.js";
import { createGroup } from "../../support/staff.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
const { database } = server;
afterAll(async () => server.stop());

const counts = new UserCounts(database);
const groups = [await createGroup(server), await createGroup(server), await createGroup(server)] as const;

const all = async (facets: FacetCounts) => ({
  isStaff: await facets.countFlag("isStaff"),
  isSuperuser: await facets.countFlag("isSuperuser"),
  isActive: await facets.countFlag("isActive"),
  joinedAt: await facets.countDates("joinedAt"),
  lastLogIn: await facets.countDates("lastLogIn"),
  emailDomains: await facets.countEmailDomains(),
  groups: await facets.countGroups(),
  groupless: await facets.countGroupless(),
});

/** Kept counts must be those that reading every user gives, in zones that begin their days in and between hours. */
async function expectExact(): Promise<void> {
  for (const zone of ["UTC", "Asia/Kathmandu"]) {
    const spans = await dateSpans(database, zone);
    expect(await all(new KeptUserFacets(database, spans))).toEqual(await all(new UserFacets(database, {}, spans)));
  }
  const [row] = await database.query<{ count: string }>("SELECT count(*) AS count FROM users");
  expect(await counts.countAll()).toBe(Number(row?.count));
}

/** Users of every kind, made by one statement. */
async function addUsers(number: number): Promise<void> {
  await database.execute(
    `INSERT INTO users (id, username, username_key, email, email_key, password, is_active, is_staff, is_superuser, joined_at, last_login_at)
     SELECT id, id::text, id::text, email, email, '!', random() > 0.3, random() > 0.5, random() > 0.8,
       now() - random() * interval '500 days', CASE WHEN random() > 0.3 THEN now() - random() * interval '3 days' END
     FROM (SELECT gen_random_uuid() AS id,
             CASE WHEN random() > 0.1 THEN i || 'u' || gen_random_uuid() || '@d' || floor(random() * 40) || '.example' ELSE '' END AS email
           FROM generate_series(1, $1::int) AS i) AS made`,
    [number],
  );
}

const join = async () =>
  database.execute(`INSERT INTO user_groups SELECT users.id, groups.id FROM users, groups WHERE random() < 0.15 ON CONFLICT DO NOTHING`);

beforeEach(async () => {
  await database.execute("DELETE FROM users WHERE password = '!'");
});

describe("kept counts equal counted ones after", () => {
  const changes: [string, () => Promise<unknown>][] = [
    ["users came", async () => addUsers(20)],
    ["memberships came", join],
    ["memberships went", async () => database.execute("DELETE FROM user_groups WHERE random() < 0.4")],
    [
      "flags changed",
      async () => database.execute("UPDATE users SET is_staff = NOT is_staff, is_active = random() > 0.5 WHERE random() < 0.4"),
    ],
    [
      "log-ins",
      async () => database.execute("UPDATE users SET last_login_at = now() - random() * interval '2 hours' WHERE random() < 0.4"),
    ],
    ["addresses changed", async () => database.execute("UPDATE users SET email_key = '' WHERE random() < 0.2")],
    ["users went", async () => database.execute("DELETE FROM users WHERE password = '!' AND random() < 0.3")],
    ["counts were added up", async () => counts.fold()],
    ["a group went and came", async () => database.execute("DELETE FROM groups WHERE id = $1", [groups[0]])],
    ["nothing that is counted", async () => database.execute("UPDATE users SET version = version + 1")],
  ];

  test.each(changes)("%s", async (_what, change) => {
    await addUsers(60);
    await join();
    await change();
    await expectExact();
    await counts.fold();
    await expectExact();
  });

  test("a long row of changes in any order", async () => {
    for (let step = 0; step < 40; step++) await changes[Math.floor(Math.random() * (changes.length - 2))]?.[1]();
    await expectExact();
  });

  test("a transaction that was rolled back", async () => {
    await addUsers(5);
    const failure = database.atomic(async () => {
      await addUsers(10);
      await join();
      throw new Error("no");
    });
    await expect(failure).rejects.toThrow("no");
    await expectExact();
  });

  test("tables were emptied", async () => {
    await addUsers(20);
    await join();
    await database.execute("TRUNCATE user_groups");
    await expectExact();
  });
});

describe("with others at work at the same time, kept counts stay exact", () => {
  test("when two take the last two memberships of a user", async () => {
    const { id } = await createPerson(server);
    const [one, other] = [groups[1], groups[2]];
    await database.execute("INSERT INTO user_groups VALUES ($1, $2), ($1, $3)", [id, one, other]);
    const leave = "DELETE FROM user_groups WHERE user_id = $1 AND group_id = $2";
    await bothAtOnce([leave, [id, one]], [leave, [id, other]]);
    await expectExact();
  });

  test("when two give a user the first two memberships", async () => {
    const { id } = await createPerson(server);
    const enter = "INSERT INTO user_groups VALUES ($1, $2)";
    await bothAtOnce([enter, [id, groups[1]]], [enter, [id, groups[2]]]);
    await expectExact();
  });

  test("when changes are added up meanwhile, and nobody waits for anybody's count", async () => {
    await addUsers(30);
    const work = async () => {
      await addUsers(3);
      await database.execute(
        "UPDATE users SET last_login_at = now() WHERE id = (SELECT id FROM users WHERE password = '!' ORDER BY random() LIMIT 1)",
      );
    };
    await Promise.all(Array.from({ length: 24 }, async (_, index) => (index % 4 === 0 ? counts.fold() : work())));
    await expectExact();
  });

  /** Runs two statements in transactions of their own, the second one while the first is not committed and until it has to wait. */
  async function bothAtOnce(first: [sql: string, values: string[]], second: [sql: string, values: string[]]): Promise<void> {
    const [sql, values] = second;
    let other: Promise<unknown> = Promise.resolve();
    await database.atomic(async () => {
      await database.execute(...first);
      // Not through `database`, where it would take part in this transaction.
      other = database.dataSource.query(sql, values);
      while (!(await isAnyoneWaiting())) continue;
    });
    await other;
  }

  async function isAnyoneWaiting(): Promise<boolean> {
    const rows = await database.query("SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
    return rows.length > 0;
  }
});

test("memberships cannot be changed behind the counts", async () => {
  const { id } = await createPerson(server);
  await database.execute("INSERT INTO user_groups VALUES ($1, $2)", [id, groups[1]]);
  await expect(database.execute("UPDATE user_groups SET group_id = $2 WHERE user_id = $1", [id, groups[2]])).rejects.toThrow(
    "never changed",
  );
});

test("the list of all users asks kept counts, and a filter reads the users", async () => {
  const reader = await clientOf(server, await createPerson(server, { permissions: ["auth.view_user", "auth.view_group"] }));
  const query =
    "query ($filter: UserFilter) { users(first: 1, filter: $filter) { totalCount facets { isStaff { trueCount } groups { none } } } }";
  const readsUsers = async (filter: object | null) =>
    (await statementsOf(async () => reader.ask(query, { filter }))).filter((text) => /count\(\*\).* FROM users/s.test(text)).length;
  expect([await readsUsers(null), await readsUsers({}), await readsUsers({ isStaff: true })]).toEqual([0, 0, expect.any(Number)]);
  expect(await readsUsers({ isStaff: true })).toBeGreaterThan(0);
});
