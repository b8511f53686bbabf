import { afterAll, describe, expect, test } from "@jest/globals";
import { clientOf, createPerson, fourCallers } from "../../support/people.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

interface Connection {
  readonly nodes: readonly { readonly username: string }[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
}

const query = `query ($first: Int, $after: String, $last: Int, $before: String, $search: String, $orderBy: [UserOrder!]) {
  users(first: $first, after: $after, last: $last, before: $before, search: $search, orderBy: $orderBy) {
    nodes { username } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
const withTotal = query.replace("nodes", "totalCount nodes");

const callers = await fourCallers(server, "auth.view_user");
const client = await clientOf(server, await createPerson(server, { username: "zz-reader", permissions: ["auth.view_user"] }));

// Equal names, equal flags and missing log-ins, so that every order has to decide among equals.
for (let index = 0; index < 23; index++) {
  await createPerson(server, {
    username: `u${String(index).padStart(2, "0")}`,
    email: index % 3 === 0 ? "" : `mail${index % 5}-${index}@example.com`,
    firstName: ["", "Ada", "ada", "Ähren", "Zoë"][index % 5] ?? "",
    lastName: ["Lovelace", "O'Neil", "100%_sure\\"][index % 3] ?? "",
    isStaff: index % 4 === 0,
    isActive: index % 7 !== 0,
  });
}
await server.database.execute(
  "UPDATE users SET last_login_at = timestamptz '2026-01-01' + length(first_name) * interval '1 day' WHERE username < 'u15'",
);
await server.database.execute(
  "UPDATE users SET joined_at = timestamptz '2026-01-01 00:00:00.123456' WHERE username BETWEEN 'u05' AND 'u15'",
);

async function list(variables: object = {}): Promise<Connection> {
  return (await client.ask<{ users: Connection }>(query, variables)).users;
}

const namesOf = ({ nodes }: Connection) => nodes.map(({ username }) => username);
const everybody = (await server.database.query<{ username: string }>("SELECT username FROM users ORDER BY username_key")).map(
  ({ username }) => username,
);

describe("users is answered", () => {
  test.each(callers)("to $caller with $code", async ({ client: caller, code }) => {
    const { status, body, code: given } = await caller.send(query, { first: 1 });
    expect([status, given]).toEqual([200, code]);
    const users = body.data?.["users"] as Connection | undefined;
    expect(users?.nodes.length).toBe(code === undefined ? 1 : undefined);
  });

  test("with 20 users by name unless something else is said", async () => {
    expect(namesOf(await list())).toEqual(everybody.slice(0, 20));
  });

  test("with all fields of each user, by two queries whatever their number", async () => {
    const fields = "id username firstName lastName fullName email isActive isStaff isSuperuser joinedAt lastLoginAt";
    const statements = await statementsOf(async () =>
      client.ask(`{ users(first: 200) { nodes { ${fields} } edges { cursor node { ${fields} } } } }`),
    );
    // Session check with permissions, users.
    expect(statements).toHaveLength(2);
  });

  test("with a total that is counted only when it is selected", async () => {
    expect(await statementsOf(async () => client.ask(query))).toHaveLength(2);
    const statements = await statementsOf(async () => {
      const { users } = await client.ask<{ users: Connection }>(withTotal, { first: 2 });
      expect([users.totalCount, users.nodes.length]).toEqual([everybody.length, 2]);
    });
    expect(statements).toHaveLength(3);
  });

  test("with the total of what is searched for, not of the page", async () => {
    const { users } = await client.ask<{ users: Connection }>(withTotal, { search: "lovelace", first: 1 });
    expect(users.totalCount).toBe(8);
  });
});

describe("users finds", () => {
  test.each([
    ["a part of a username", "U0", everybody.filter((name) => name.startsWith("u0"))],
    ["a part of an address", "MAIL1-1@", ["u01"]],
    ["a first name in any case", "äHREN", ["u03", "u08", "u13", "u18"]],
    ["all words, each anywhere", "ada u1 lovelace", ["u12"]],
    ["words between any white space", "  ada\t\u3000u12 ", ["u12"]],
    ["a percent sign as itself", "%", ["u02", "u05", "u08", "u11", "u14", "u17", "u20"]],
    ["an underline as itself", "_sure", ["u02", "u05", "u08", "u11", "u14", "u17", "u20"]],
    ["a backslash as itself", "\\", ["u02", "u05", "u08", "u11", "u14", "u17", "u20"]],
    ["an apostrophe as itself", "o'neil u01", ["u01"]],
    ["nobody", "nobody at all", []],
    ["a phrase in quotes", '"100%_sure\\\\" u02', ["u02"]],
    ["a phrase only within one text", '"ada u12"', []],
    ["a phrase in single quotes", "'ada' u12", ["u12"]],
    ["everybody for a lone quote, which is an empty phrase", '"', everybody.slice(0, 20)],
    ["no term across two texts", "u12\x1fada", []],
    ["nobody for NUL", hostile.nul, []],
    ["nobody for a lone surrogate", hostile.highSurrogate, []],
    ["nobody for SQL", "' OR true --", []],
    ["nobody for bidirectional marks", hostile.bidi, []],
    ["everybody for white space", " \t", everybody.slice(0, 20)],
  ])("%s", async (_what, search, found) => {
    expect(namesOf(await list({ search }))).toEqual(found);
  });

  test("with at most a thousand characters", async () => {
    for (const search of ["x ".repeat(501), absurd]) {
      const { status, code } = await client.send(query, { search });
      expect([status, code]).toEqual([400, "BAD_USER_INPUT"]);
    }
    expect(namesOf(await list({ search: "ü ".repeat(500) }))).toEqual([]);
  });

  test("page by page", async () => {
    const first = await list({ search: "lovelace", first: 5 });
    const second = await list({ search: "lovelace", first: 5, after: first.pageInfo.endCursor });
    expect([...namesOf(first), ...namesOf(second)]).toEqual(["u00", "u03", "u06", "u09", "u12", "u15", "u18", "u21"]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });
});

const orders = ["USERNAME", "EMAIL", "FIRST_NAME", "LAST_NAME", "IS_STAFF", "IS_ACTIVE", "JOINED_AT", "LAST_LOGIN_AT"].flatMap((field) =>
  ["ASC", "DESC"].map((direction) => [{ field, direction }]),
);
const mixed = [
  [
    { field: "IS_STAFF", direction: "DESC" },
    { field: "LAST_LOGIN_AT", direction: "ASC" },
    { field: "FIRST_NAME", direction: "DESC" },
  ],
  [
    { field: "LAST_NAME", direction: "ASC" },
    { field: "USERNAME", direction: "DESC" },
  ],
  [{ field: "IS_ACTIVE" }, { field: "IS_ACTIVE", direction: "DESC" }],
];

describe.each([...orders, ...mixed].map((orderBy) => [orderBy]))("users in the order %j", (orderBy) => {
  test("come page by page, forward, without repeating or skipping anybody", async () => {
    const whole = namesOf(await list({ first: 200, orderBy }));
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const page: Connection = await list({ first: 4, after, orderBy });
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      seen.push(...namesOf(page));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(whole);
    expect([...seen].sort()).toEqual([...everybody].sort());
  });

  test("come page by page, backward, in the same order", async () => {
    const whole = namesOf(await list({ first: 200, orderBy }));
    const seen: string[] = [];
    let before: string | null = null;
    for (let more = true; more;) {
      const page: Connection = await list({ last: 4, before, orderBy });
      expect(page.pageInfo.hasNextPage).toBe(before !== null);
      seen.unshift(...namesOf(page));
      before = page.pageInfo.startCursor;
      more = page.pageInfo.hasPreviousPage;
    }
    expect(seen).toEqual(whole);
  });
});

describe("users in an order", () => {
  const sorted = async (field: string, column: string) => {
    const names = namesOf(await list({ first: 200, orderBy: [{ field, direction: "DESC" }] }));
    const rows = await server.database.query<{ username: string; value: string }>(`SELECT username, (${column})::text AS value FROM users`);
    const values = new Map(rows.map(({ username, value }) => [username, value]));
    return names.map((name) => values.get(name) ?? "");
  };

  test.each([
    ["USERNAME", "username_key"],
    ["EMAIL", "email_key"],
    ["IS_STAFF", "is_staff::int"],
    ["IS_ACTIVE", "is_active::int"],
    ["JOINED_AT", "joined_at"],
    ["LAST_LOGIN_AT", "coalesce(last_login_at::text, '')"],
  ])("%s really are", async (field, column) => {
    const values = await sorted(field, column);
    expect(values).toEqual([...values].sort().toReversed());
  });

  test("FIRST_NAME are sorted for people: accents beside their letters", async () => {
    const { nodes } = await list({ first: 200, orderBy: [{ field: "FIRST_NAME" }, { field: "USERNAME" }] });
    const rows = await server.database.query<{ username: string; first_name: string }>("SELECT username, first_name FROM users");
    const names = new Map(rows.map((row) => [row.username, row.first_name]));
    expect([...new Set(nodes.map(({ username }) => names.get(username)))]).toEqual(["", "ada", "Ada", "Ähren", "Zoë"]);
  });

  test.each([
    ["a column that is none", { orderBy: [{ field: "PASSWORD" }] }],
    ["SQL as column", { orderBy: [{ field: "username; DROP TABLE users" }] }],
    ["a direction that is none", { orderBy: [{ field: "USERNAME", direction: "SIDEWAYS" }] }],
    ["no column", { orderBy: [{}] }],
    ["null as column", { orderBy: [null] }],
    ["more keys than there are columns", { orderBy: Array.from({ length: 11 }, () => ({ field: "USERNAME" })) }],
  ])("of %s are refused", async (_what, variables) => {
    const { status, code } = await client.send(query, variables);
    expect([status, code]).toEqual([400, "BAD_USER_INPUT"]);
  });
});

describe("the size of a page", () => {
  test.each([
    [{ first: 0 }, 0],
    [{ last: 0 }, 0],
    [{ first: 1 }, 1],
    [{ first: 200 }, everybody.length],
    [{ last: 200 }, everybody.length],
    [{ first: null }, 20],
  ])("can be %j", async (variables, length) => {
    expect((await list(variables)).nodes).toHaveLength(length);
  });

  test("0 tells whether there is anybody", async () => {
    expect((await list({ first: 0 })).pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null });
  });

  test.each([
    { first: 201 },
    { last: 201 },
    { first: -1 },
    { last: -1 },
    { first: 2_147_483_647 },
    { first: 2_147_483_648 },
    { first: 1.5 },
    { first: "5" },
    { first: 2, last: 2 },
  ])("cannot be %j", async (variables) => {
    const { status, code } = await client.send(query, variables);
    expect([status, code]).toEqual([400, "BAD_USER_INPUT"]);
  });
});

describe("a cursor", () => {
  const forge = (cursor: string, change: (values: string[]) => unknown) =>
    Buffer.from(JSON.stringify(change(JSON.parse(Buffer.from(cursor, "base64url").toString()) as string[]))).toString("base64url");

  test("of another order is refused", async () => {
    const { pageInfo } = await list({ first: 2, orderBy: [{ field: "EMAIL" }] });
    for (const orderBy of [null, [{ field: "EMAIL", direction: "DESC" }], [{ field: "EMAIL" }, { field: "USERNAME" }]]) {
      for (const place of ["after", "before"]) {
        const { status, code } = await client.send(query, { orderBy, [place]: pageInfo.endCursor });
        expect([status, code]).toEqual([400, "BAD_USER_INPUT"]);
      }
    }
  });

  test("of a user who is gone still works", async () => {
    const person = await createPerson(server, { username: "u005" });
    const { pageInfo, nodes } = await list({ first: 2, search: "u0" });
    expect(nodes).toMatchObject([{ username: "u00" }, { username: "u005" }]);
    await server.database.execute("DELETE FROM users WHERE id = $1", [person.id]);
    expect(namesOf(await list({ first: 1, search: "u0", after: pageInfo.endCursor }))).toEqual(["u01"]);
  });

  test.each(["", "rubbish", "W10", "e30", "bnVsbA", hostile.nul, hostile.highSurrogate, absurd])("%j is refused", async (after) => {
    const { status, code } = await client.send(query, { after });
    expect([status, code]).toEqual([400, "BAD_USER_INPUT"]);
  });

  test.each([
    ["times that do not exist", "JOINED_AT", "2026-13-45 25:61:61+00"],
    ["times out of range", "JOINED_AT", "999999-01-01 00:00:00+00"],
    ["zones that do not exist", "JOINED_AT", "2026-01-01 00:00:00+99"],
    ["words for times", "LAST_LOGIN_AT", "tomorrow"],
    ["other booleans", "IS_STAFF", "maybe"],
    ["NUL", "FIRST_NAME", "\0"],
    ["lone surrogates", "FIRST_NAME", "\ud800"],
    ["SQL", "USERNAME", "' OR true --"],
    ["too long texts", "USERNAME", "x".repeat(5000)],
  ])("forged with %s never leads to a 500", async (_what, field, value) => {
    const orderBy = [{ field }];
    const { pageInfo } = await list({ first: 2, orderBy });
    // Usernames are unique, so that their cursors hold nothing else.
    for (const index of field === "USERNAME" ? [1] : [1, 2]) {
      const after = forge(pageInfo.endCursor ?? "", (values) => values.map((old, position) => (position === index ? value : old)));
      const { status, code } = await client.send(query, { orderBy, after });
      expect([status, code]).toEqual(field === "USERNAME" && value.includes("OR") ? [200, undefined] : [400, "BAD_USER_INPUT"]);
    }
  });

  test("tells nothing of tables and columns", async () => {
    const { pageInfo } = await list({ first: 1 });
    expect(Buffer.from(pageInfo.endCursor ?? "", "base64url").toString()).not.toMatch(/users\.|_key|COLLATE/);
  });
});
