import { once } from "node:events";
import { connect } from "node:net";

import { afterAll, describe, expect, test } from "@jest/globals";
import { Signer } from "../../../foundation/kernel/secrets.js";
import { signOrder } from "../../../modules/exports/export-order.js";
import { csvRecords } from "../../../modules/import/text/csv-records.js";
import { LogSealingService } from "../../../modules/audit/sealing/log-sealing.service.js";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { mutate } from "../../support/operations.js";
import { clientOf, createPerson, fourCallers } from "../../support/people.js";
import { administer, createGroup, groupIdOf, sendAsStaff, userId } from "../../support/staff.js";
import { isInBackground, statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";
import { hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const exporter = await createPerson(server, {
  username: "exporter",
  isStaff: true,
  permissions: ["auth.view_user", "admin.view_logentry"],
});
const client = await clientOf(server, exporter);

function headersOf({ cookies, bearer }: GraphqlClient): Record<string, string> {
  return {
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
  };
}

async function order(name: "exportUsers" | "exportLogEntries", input: object): Promise<string> {
  const { downloadUrl, userErrors } = await administer(client, name, input);
  expect(userErrors).toEqual([]);
  return new URL(downloadUrl ?? "").pathname;
}

async function fetchAs(who: GraphqlClient, path: string, method = "GET"): Promise<Response> {
  return fetch(`${server.url}${path}`, { method, headers: headersOf(who) });
}

async function fileOf(name: "exportUsers" | "exportLogEntries", input: object): Promise<string> {
  const response = await fetchAs(client, await order(name, input));
  expect(response.status).toBe(200);
  return response.text();
}

async function recordsOf(csv: string): Promise<string[][]> {
  const records: string[][] = [];
  for await (const { cells } of csvRecords(
    (async function* () {
      yield csv;
    })(),
  ))
    records.push([...cells]);
  return records;
}

async function codeOf(response: Response): Promise<unknown[]> {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return [response.status, errors[0]?.extensions.code];
}

const lastExport = async () =>
  (
    await server.database.query<{ actor_name: string; details: object }>(
      "SELECT actor_name, details FROM log_entries WHERE action = 'EXPORT' ORDER BY occurred_at DESC LIMIT 1",
    )
  )[0];

describe("a file of users", () => {
  test("is a CSV that no spreadsheet runs, with what the API shows and nothing of passwords", async () => {
    const person = await createPerson(server, {
      username: "+sum",
      email: "csv1@example.com",
      firstName: '=HYPERLINK("x")',
      lastName: 'O\'Neil, "Bob"',
    });
    await server.database.execute("UPDATE users SET joined_at = '2026-01-02T03:04:05Z', last_login_at = NULL WHERE id = $1", [person.id]);
    const path = await order("exportUsers", { format: "CSV", search: "csv1@" });
    const response = await fetchAs(client, path);
    expect(
      Object.fromEntries(
        ["content-type", "content-disposition", "cache-control", "x-content-type-options"].map((name) => [
          name,
          response.headers.get(name),
        ]),
      ),
    ).toEqual({
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": 'attachment; filename="users.csv"',
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    expect(await response.text()).toBe(
      "id,username,email,firstName,lastName,isActive,isStaff,isSuperuser,joinedAt,lastLoginAt,externalId\r\n" +
        `${userId(person)},'+sum,csv1@example.com,"'=HYPERLINK(""x"")","O'Neil, ""Bob""",true,false,false,2026-01-02T03:04:05.000Z,,\r\n`,
    );
  });

  test("is JSON lines, filtered and sorted as the list is", async () => {
    for (const [username, isActive] of [
      ["j1", true],
      ["j2", false],
      ["j3", true],
    ] as const)
      await createPerson(server, { username, isActive, firstName: "Jason" });
    const text = await fileOf("exportUsers", {
      format: "JSON_LINES",
      search: "jason",
      filter: { isActive: true, lastLogIn: null, joinedAt: { from: "2020-01-01T00:00:00Z" } },
      orderBy: [{ field: "USERNAME", direction: "DESC" }],
    });
    const rows = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.map(({ username }) => username)).toEqual(["j3", "j1"]);
    expect(rows[0]).toMatchObject({ isActive: true, lastLoginAt: null, joinedAt: expect.stringMatching(/Z$/) });
  });

  test("holds everybody once, however many batches it takes", async () => {
    await server.database.execute(
      "INSERT INTO users (id, username, username_key, first_name, password) SELECT gen_random_uuid(), 'b' || i, 'b' || i, 'Batch', '!' FROM generate_series(1, 2500) AS i",
    );
    for (const orderBy of [null, [{ field: "FIRST_NAME" }], [{ field: "IS_STAFF" }, { field: "JOINED_AT", direction: "DESC" }]]) {
      const [, ...records] = await recordsOf(await fileOf("exportUsers", { format: "CSV", search: "batch", orderBy }));
      expect(new Set(records.map(([id]) => id)).size).toBe(2500);
      expect(records).toHaveLength(2500);
    }
  });

  test("is noted in the log, with who, what and how many, before it is given out", async () => {
    await fileOf("exportUsers", { format: "JSON_LINES", search: `batch ${hostile.nul}` });
    expect(await lastExport()).toMatchObject({ details: { count: 0 } });
    const path = await order("exportUsers", { format: "CSV", search: "batch", filter: { isStaff: false } });
    expect(await lastExport()).toMatchObject({ details: { count: 0 } });
    await (await fetchAs(client, path)).text();
    expect(await lastExport()).toEqual({
      actor_name: "exporter",
      details: expect.objectContaining({ list: "users", format: "CSV", search: "batch", filter: { isStaff: false }, count: 2500 }),
    });
  });
});

describe("a file of log entries", () => {
  test("has what the log shows, newest first, narrowed by the same filter", async () => {
    const lines = (await fileOf("exportLogEntries", { format: "JSON_LINES", filter: { action: ["EXPORT"], actorId: userId(exporter) } }))
      .trimEnd()
      .split("\n");
    const rows = lines.map((line) => JSON.parse(line) as { action: string; actorName: string; occurredAt: string; details: object });
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.every(({ action, actorName }) => action === "EXPORT" && actorName === "exporter")).toBe(true);
    expect(rows.map(({ occurredAt }) => occurredAt)).toEqual(
      rows
        .map(({ occurredAt }) => occurredAt)
        .sort()
        .toReversed(),
    );
  });

  test("can be CSV, with details as JSON", async () => {
    const [names, first] = await recordsOf(await fileOf("exportLogEntries", { format: "CSV", filter: { action: ["EXPORT"] } }));
    expect(names).toEqual([
      "id",
      "occurredAt",
      "action",
      "outcome",
      "actorId",
      "actorName",
      "objectType",
      "objectId",
      "objectName",
      "ipAddress",
      "userAgent",
      "requestId",
      "details",
      "impersonatorId",
      "impersonatorName",
      "number",
    ]);
    expect(JSON.parse(first?.[12] ?? "")).toMatchObject({ list: "logEntries" });
  });

  test("tells the number of an entry once it is sealed, and who really did it", async () => {
    const [root, target] = [await createPerson(server, { isStaff: true, isSuperuser: true }), await createPerson(server)];
    const acting = await clientOf(server, root);
    await mutate(acting, "impersonateUser", { id: userId(target), reason: "support" });
    await mutate(acting, "updateProfile", { firstName: "Ada" });
    await new LogSealingService(server.database, ["a key"]).sealAll();
    await mutate(acting, "updateProfile", { firstName: "Grace" });
    const filter = { actorId: userId(target), action: ["PROFILE_CHANGE"] };
    const lines = (await fileOf("exportLogEntries", { format: "JSON_LINES", filter })).trimEnd().split("\n");
    const names = { impersonatorId: userId(root), impersonatorName: root.username };
    const entries = lines.map((line) => JSON.parse(line) as object);
    expect(entries).toMatchObject([
      { ...names, number: null },
      { ...names, number: expect.any(Number) },
    ]);
    const [, ...rows] = await recordsOf(await fileOf("exportLogEntries", { format: "CSV", filter }));
    const [seal] = await server.database.query<{ number: string }>(
      "SELECT number FROM log_seals JOIN log_entries ON log_entries.id = entry_id WHERE actor_id = $1 AND action = 'PROFILE_CHANGE'",
      [target.id],
    );
    expect(rows.map((row) => row.slice(-3))).toEqual([
      [userId(root), root.username, ""],
      [userId(root), root.username, seal?.number],
    ]);
  });
});

describe("an export can be ordered", () => {
  test.each(["exportUsers", "exportLogEntries"] as const)("%s only by those who may see the list", async (name) => {
    for (const caller of await fourCallers(server, name === "exportUsers" ? "auth.view_user" : "admin.view_logentry")) {
      expect((await sendAsStaff(caller.client, name, { format: "CSV" })).code).toBe(caller.code);
    }
  });

  test("about groups and permissions only by those who may see them", async () => {
    const group = groupIdOf(await createGroup(server));
    for (const filter of [{ groups: { in: [group] } }, { not: { permissions: { in: ["auth.add_user"] } } }]) {
      expect((await sendAsStaff(client, "exportUsers", { format: "CSV", filter })).code).toBe("FORBIDDEN");
    }
  });

  test("only with a filter that fits into a URL", async () => {
    const filter = { username: { in: Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(100, "x")) } };
    const { downloadUrl, userErrors } = await administer(client, "exportUsers", { format: "CSV", filter });
    expect([downloadUrl, userErrors]).toMatchObject([null, [{ code: "TOO_LONG", path: ["input", "filter"] }]]);
  });

  test("for five minutes", async () => {
    const { expiresAt } = await administer(client, "exportUsers", { format: "CSV" });
    const [row] = await server.database.query<{ seconds: number }>("SELECT extract(epoch FROM $1::timestamptz - now())::float AS seconds", [
      expiresAt,
    ]);
    expect(row?.seconds).toBeGreaterThan(280);
    expect(row?.seconds).toBeLessThanOrEqual(300);
  });
});

describe("an ordered export is fetched", () => {
  test("not without a session", async () => {
    expect(await codeOf(await fetchAs(server.client(), await order("exportUsers", { format: "CSV" })))).toEqual([401, "UNAUTHENTICATED"]);
  });

  test("not by anybody else, not even a superuser", async () => {
    const root = await clientOf(server, await createPerson(server, { isSuperuser: true, isStaff: true }));
    expect(await codeOf(await fetchAs(root, await order("exportUsers", { format: "CSV" })))).toEqual([404, "NOT_FOUND"]);
  });

  test("by the same user with another session, by cookie or by bearer token", async () => {
    const bearer = server.client();
    const reply = await bearer.ask<{ logIn: { token: string } }>("mutation ($input: LogInInput!) { logIn(input: $input) { token } }", {
      input: { identifier: exporter.username, password: exporter.password, delivery: "BEARER" },
    });
    bearer.cookies.clear();
    bearer.bearer = reply.logIn.token;
    const path = await order("exportUsers", { format: "CSV", search: "exporter" });
    expect((await fetchAs(bearer, path)).status).toBe(200);
    expect((await fetchAs(await clientOf(server, exporter), path)).status).toBe(200);
  });

  test("not once the permission is lost, nor once the session is", async () => {
    const person = await createPerson(server, { isStaff: true, permissions: ["auth.view_user"] });
    const loser = await clientOf(server, person);
    const { downloadUrl } = await administer(loser, "exportUsers", { format: "CSV" });
    const path = new URL(downloadUrl ?? "").pathname;
    await server.database.execute("DELETE FROM user_permissions WHERE user_id = $1", [person.id]);
    expect(await codeOf(await fetchAs(loser, path))).toEqual([403, "FORBIDDEN"]);
    await server.database.execute("UPDATE users SET is_active = false WHERE id = $1", [person.id]);
    expect(await codeOf(await fetchAs(loser, path))).toEqual([401, "UNAUTHENTICATED"]);
  });

  test("not with a token that somebody made or changed", async () => {
    const path = await order("exportUsers", { format: "CSV" });
    const [body = "", signature = ""] = path.slice("/exports/".length).split(".");
    const changed = `${body.slice(0, 40)}${body[40] === "A" ? "B" : "A"}${body.slice(41)}`;
    for (const token of ["", "x", `${changed}.${signature}`, `${body}.${signature.slice(1)}`, body, `${body}.`]) {
      expect(await codeOf(await fetchAs(client, `/exports/${token}`))).toEqual([404, "NOT_FOUND"]);
    }
  });

  test("not when its time is over", async () => {
    const signer = new Signer(["a key for tests that everybody knows"], "list-export");
    const pathUntil = (expiresAt: number) =>
      `/exports/${signOrder({ request: { list: "users", format: "CSV", search: "x" }, userId: exporter.id, expiresAt: new Date(expiresAt) }, signer)}`;
    expect((await fetchAs(client, pathUntil(Date.now() + 60_000))).status).toBe(200);
    expect(await codeOf(await fetchAs(client, pathUntil(Date.now() - 60_000)))).toEqual([404, "NOT_FOUND"]);
  });

  test("only with GET", async () => {
    const response = await fetchAs(client, await order("exportUsers", { format: "CSV" }), "POST");
    expect([response.headers.get("allow"), ...(await codeOf(response))]).toEqual(["GET", 405, "METHOD_NOT_ALLOWED"]);
  });

  test("no further than the client reads", async () => {
    await server.database.execute(
      "INSERT INTO log_entries (id, action, outcome, request_id, user_agent) SELECT gen_random_uuid(), 'DELETE', 'SUCCESS', 'r', repeat('x', 400) FROM generate_series(1, 40000)",
    );
    const path = await order("exportLogEntries", { format: "JSON_LINES", filter: { action: ["DELETE"] } });
    const batches = await statementsOf(async () => {
      const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${headersOf(client)["cookie"]}\r\n\r\n`);
      await once(socket, "readable");
      socket.read(1000);
      socket.destroy();
      // A later answer of the same server: by then it has seen the end of the connection.
      await client.ask("{ viewer { user { id } } }");
    });
    const reads = () => batches.filter((text) => text.endsWith("LIMIT 1000")).length;
    expect(reads()).toBeGreaterThan(0);
    expect(reads()).toBeLessThan(40);
    const open = await server.database.query<{ query: string }>(
      "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'",
    );
    expect(open.filter(({ query }) => !isInBackground(query))).toEqual([]);
  });
});
