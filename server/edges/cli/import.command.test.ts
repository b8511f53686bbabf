import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";

import { faultsOf, logIn } from "../../test/support/operations.js";
import { createPerson } from "../../test/support/people.js";
import { PlayedTerminal } from "../../test/support/played-terminal.js";
import { createTestServer } from "../../test/support/test-server.js";
import { runProgram } from "./program.js";

const server = await createTestServer();
const directory = mkdtempSync(join(tmpdir(), "gatehouse-import-"));
afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true });
});

let files = 0;

function fileWith(text: string | Uint8Array): string {
  const file = join(directory, `${++files}.txt`);
  writeFileSync(file, text);
  return file;
}

async function run(...args: readonly string[]) {
  const [row] = await server.database.query<{ name: string }>("SELECT current_database() AS name");
  const url = new URL(process.env["TEST_DATABASE_URL"] ?? "");
  url.pathname = `/${row?.name ?? ""}`;
  const terminal = new PlayedTerminal();
  const code = await runProgram(args, { terminal, environment: { DATABASE_URL: url.href, GATEHOUSE_SECRET_KEYS: "k".repeat(32) } });
  return { code, lines: terminal.printed, complaints: terminal.complaints };
}

async function usernames(pattern: string): Promise<string[]> {
  const rows = await server.database.query<{ username: string }>("SELECT username FROM users WHERE username LIKE $1 ORDER BY 1", [pattern]);
  return rows.map(({ username }) => username);
}

async function rowsOfRound(): Promise<object[]> {
  return server.database.query("SELECT to_jsonb(users) - 'id' AS row FROM users WHERE username LIKE '%round%' ORDER BY username");
}

/** Lines of a file with one user each, made of a few fields. */
function users(...rows: readonly object[]): string {
  return rows.map((row) => JSON.stringify(row)).join("\n");
}

function object(model: string, pk: number | null, fields: object): object {
  return { model, pk, fields };
}

function djangoUser(pk: number, username: string, fields: object = {}): object {
  const names = { first_name: "", last_name: "", email: "", password: "!", groups: [], user_permissions: [], last_login: null };
  const flags = { is_active: true, is_staff: false, is_superuser: false, date_joined: "2020-01-01T00:00:00Z" };
  return object("auth.user", pk, { username, ...names, ...flags, ...fields });
}

test("an import without --apply writes nothing", async () => {
  const { code, lines } = await run("import", "jsonl", "--from", fileWith(users({ username: "dry" })));
  expect([code, lines.at(-2)]).toEqual([0, "log entries: 0 would be added, 0 here already, 0 left out"]);
  expect(lines).toContain("users: 1 would be added, 0 here already, 0 left out");
  expect(await usernames("dry")).toEqual([]);
});

test("users with records of bcrypt and argon2 in their own form log in", async () => {
  const records = {
    bare: "$2b$04$abcdefghijklmnopqrstuuanVo7Xut1CH8VGIGlz1JovQh9GJbbtG",
    phc: "$argon2id$v=19$m=64,t=1,p=2$c2Vhc2FsdHNlYXNhbHRzZWFzYWx0MQ$qJgfZlwnjIU997lOgY8JmNKAqA7cSvLKBl1e/nPK8JM",
    encoded: "pbkdf2_sha256$1000$seasaltseasaltseasalt1$ByDLwFcLXi3YhFaA3hudyGCwiYh1Sik4FL98D2Zc20Y=",
  };
  const lines = Object.entries(records).map(([username, password]) => `${username},"${password}",true`);
  const file = fileWith(`username,password,isStaff\r\n${lines.join("\r\n")}\r\n`);
  expect(await run("import", "csv", "--from", file, "--apply")).toMatchObject({ code: 0, complaints: [] });
  for (const identifier of Object.keys(records)) {
    expect(faultsOf(await logIn(server.client(), { identifier, password: "lètmein" }))).toEqual([]);
  }
});

test("rows that cannot be read are told with line, field and code, and hold everything up until they are to be skipped", async () => {
  const rows = [
    djangoUser(1, "torn_a"),
    djangoUser(2, "torn_b", { is_staff: "maybe", date_joined: null }),
    "{ nothing }",
    djangoUser(4, "torn_d"),
  ];
  const file = fileWith(`[${rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join(",\n")}]`);
  const undecided = await run("import", "django", "--from", file, "--apply");
  expect(undecided.code).toBe(1);
  expect(undecided.lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^ {4}line 2: is_staff INVALID/),
      expect.stringMatching(/^ {4}line 2: date_joined REQUIRED/),
      expect.stringMatching(/^ {4}line 3: INVALID/),
    ]),
  );
  expect(await usernames("torn%")).toEqual([]);
  expect((await run("import", "django", "--from", file, "--apply", "--on-conflict", "row-invalid=skip")).code).toBe(0);
  expect(await usernames("torn%")).toEqual(["torn_a", "torn_d"]);
});

test("conflicts are told by kind, and nothing is written while one is undecided", async () => {
  const { username, email } = await createPerson(server);
  const file = fileWith(
    users(
      { id: "c1", username: username.toUpperCase() },
      { id: "c2", username: "Clash", email: "clash@example.com" },
      { id: "c3", username: "ｃlash", email: "CLASH@example.com" },
      { id: "c4", username: "clash_d", email },
      { id: "c5", username: "clash e", email: "nowhere" },
      { id: "c6", username: "clash_f", firstName: "a\nb", password: "crypt$$abc" },
      { id: "c7", username: "clash_g", groups: ["no such group"] },
    ),
  );
  const { code, lines, complaints } = await run("import", "jsonl", "--from", file, "--apply");
  expect([code, complaints]).toEqual([1, ["Nothing was written. Decide about the conflicts with --on-conflict."]]);
  expect(lines.flatMap((line) => /^([a-z-]+) \((\d)\)/.exec(line)?.slice(1, 3).join(" ") ?? [])).toEqual([
    "username-taken 1",
    "username-duplicate 1",
    "email-shared 1",
    "email-taken 1",
    "username-invalid 1",
    "email-invalid 1",
    "person-name-invalid 1",
    "password-unreadable 1",
    "reference-unknown 1",
  ]);
  expect(await usernames("%lash%")).toEqual([]);

  const choices = [
    "username-taken=rename",
    "username-duplicate=rename",
    "email-shared=share",
    "email-taken=clear",
    "username-invalid=rename",
  ];
  const others = ["email-invalid=clear", "person-name-invalid=clean", "password-unreadable=unusable", "reference-unknown=drop"];
  const decisions = [...choices, ...others].flatMap((choice) => ["--on-conflict", choice]);
  expect(await run("import", "jsonl", "--from", file, "--apply", ...decisions)).toMatchObject({ code: 0, complaints: [] });
  expect(await usernames("%_c1")).toEqual([`${username.toUpperCase()}_c1`]);
  expect(
    await server.database.query(
      "SELECT username, email, first_name, external_id FROM users WHERE username ILIKE 'clash%' ORDER BY external_id",
    ),
  ).toEqual([
    { username: "Clash", email: "clash@example.com", first_name: "", external_id: "c2" },
    { username: "clash_c3", email: "CLASH@example.com", first_name: "", external_id: "c3" },
    { username: "clash_d", email: "", first_name: "", external_id: "c4" },
    { username: "clash_e", email: "", first_name: "", external_id: "c5" },
    { username: "clash_f", email: "", first_name: "ab", external_id: "c6" },
    { username: "clash_g", email: "", first_name: "", external_id: "c7" },
  ]);

  const again = await run("import", "jsonl", "--from", file, "--apply");
  expect(again.lines).toContain("users: 0 were added, 7 here already, 0 left out");
});

test("the users of another project with the same old ids are a conflict, unless told apart", async () => {
  await run("import", "jsonl", "--from", fileWith(users({ id: "7", username: "first_project" })), "--apply");
  const other = fileWith(users({ id: "7", username: "other_project" }));
  expect((await run("import", "jsonl", "--from", other)).lines[0]).toMatch(/^external-id-taken \(1\)/);
  expect((await run("import", "jsonl", "--from", other, "--id-prefix", "shop:", "--apply")).code).toBe(0);
  expect(await server.database.query("SELECT external_id FROM users WHERE username = 'other_project'")).toEqual([
    { external_id: "shop:7" },
  ]);
});

test("what is missing after half of an import comes with the next one, and nothing twice", async () => {
  const many = Array.from({ length: 1_200 }, (_, index) => djangoUser(5_000 + index, `many_${index}`));
  const whole = fileWith(JSON.stringify(many));
  expect((await run("import", "django", "--from", fileWith(JSON.stringify(many.slice(0, 500))), "--apply")).code).toBe(0);
  expect((await run("import", "django", "--from", whole, "--apply")).lines).toContain(
    "users: 700 were added, 500 here already, 0 left out",
  );
  const [counts] = await server.database.query(
    `SELECT count(*)::int AS users, count(log_entries.id)::int AS entries FROM users
     LEFT JOIN log_entries ON object_id = users.id::text AND action = 'ADD' WHERE username LIKE 'many%'`,
  );
  expect(counts).toEqual({ users: 1_200, entries: 1_200 });
});

test.each([
  ["a file that is not there", ["django", "--from", "/nowhere.json"], "--from: /nowhere.json cannot be read"],
  ["a database that is not there", ["django", "--from", "postgres://127.0.0.1:1/none"], "--from: the database of --from cannot be used"],
  ["a file that is no dump", ["django", "--from", fileWith("{}")], "--from: line 1: here should be a list of objects"],
  ["a file in another encoding", ["jsonl", "--from", fileWith(Buffer.from("é", "latin1"))], `--from: ${directory}/`],
  ["a user model that is none", ["django", "--from", "x", "--user-model", 'a"b.User'], "--from: --user-model must be"],
  ["unknown columns", ["csv", "--from", fileWith("username,shoeSize\n")], "--from: line 1: unknown columns: shoeSize"],
])("%s is told in one line", async (_name, args, message) => {
  const { complaints } = await run("import", ...args);
  expect(complaints.join("\n").slice(0, message.length)).toBe(message);
});

test.each(["jsonl", "csv"] as const)("an export as %s with hashes can be imported again, and is for its owner only", async (format) => {
  const original = users({ id: `=${format}`, username: `+round_${format}`, lastName: '=1,"2"' });
  await run("import", "jsonl", "--from", fileWith(original), "--apply");
  const file = join(directory, `export.${format}`);
  expect(await run("export", "--output", file, "--format", format, "--with-password-hashes")).toMatchObject({ code: 0, complaints: [] });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const before = await rowsOfRound();
  await server.database.execute("DELETE FROM users WHERE username LIKE '%round%'");
  const decisions = ["username-taken=skip", "email-taken=skip"].flatMap((choice) => ["--on-conflict", choice]);
  expect(await run("import", format, "--from", file, "--apply", ...decisions)).toMatchObject({ code: 0, complaints: [] });
  expect(await rowsOfRound()).toEqual(before);
});

test("an export has no password hashes unless they are asked for, overwrites nothing, and is noted", async () => {
  const file = join(directory, "export");
  expect((await run("export", "--output", file)).code).toBe(0);
  expect(readFileSync(file, "utf8")).not.toContain('password"');
  expect((await run("export", "--output", file)).complaints).toEqual([expect.stringMatching(/^--output: EEXIST/)]);
  const entries = await server.database.query("SELECT details FROM log_entries WHERE action = 'EXPORT' ORDER BY occurred_at DESC LIMIT 1");
  expect(entries).toEqual([{ details: { by: "cli", withPasswordHashes: false } }]);
});
