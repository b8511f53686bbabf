import { afterAll, expect, test } from "@jest/globals";

import { createTestServer } from "../../test/support/test-server.js";
import { createTestDatabase } from "../../test/support/test-database.js";
import { createPerson } from "../../test/support/people.js";
import { PlayedTerminal } from "../../test/support/played-terminal.js";
import { runProgram } from "./program.js";

const server = await createTestServer();
const emptyDatabase = await createTestDatabase({ empty: true });
afterAll(async () => {
  await server.stop();
  await emptyDatabase.drop();
});

const [{ current }] = (await server.database.query<{ current: string }>("SELECT current_database() AS current")) as [{ current: string }];
const migratedUrl = emptyDatabase.url.replace(/gatehouse_test_\w+/, current);

async function run(args: string[], environment: Record<string, string> = {}) {
  const terminal = new PlayedTerminal([], false);
  const code = await runProgram(["check", ...args], { terminal, environment });
  return { code, printed: terminal.printed.join("\n"), complaints: terminal.complaints.join("\n") };
}

test("development without a setting has nothing to complain of", async () => {
  expect(await run([])).toEqual({ code: 0, printed: "System check identified no issues.", complaints: "" });
});

test("each faulty setting is an error of its own, and the exit code is 1", async () => {
  const { code, complaints } = await run([], { PORT: "many", GATEHOUSE_COLOUR: "red" });
  expect(code).toBe(1);
  expect(complaints).toMatch(
    /^SystemCheckError: System check identified some issues:\n\nERRORS:\nGATEHOUSE_COLOUR: \(gatehouse\.E001\) is not/,
  );
  expect(complaints).toMatch(/\nPORT: \(gatehouse\.E001\) must be/);
});

test("what a public installation should not have is told with --deploy only, and is no error", async () => {
  expect((await run([])).complaints).toBe("");
  const { code, complaints } = await run(["--deploy"]);
  expect(code).toBe(0);
  expect(complaints).toMatch(/WARNINGS:[^]*\nNODE_ENV: \(security\.W001\) .*\n\tHINT: Set NODE_ENV=production\./);
});

test("--fail-level says what ends with code 1", async () => {
  expect((await run(["--deploy", "--fail-level", "warning"])).code).toBe(1);
});

test("the database is looked into only when that is asked for", async () => {
  const unreachable = { DATABASE_URL: "postgres://127.0.0.1:1/none" };
  expect((await run([], unreachable)).code).toBe(0);
  const { code, complaints } = await run(["--database"], unreachable);
  expect(code).toBe(1);
  expect(complaints).toContain("DATABASE_URL: (gatehouse.E010) cannot use the database");
});

test("pending migrations are told, and not run", async () => {
  for (let time = 1; time <= 2; time++) {
    const { code, complaints } = await run(["--database"], { DATABASE_URL: emptyDatabase.url });
    expect(complaints).toMatch(/database: \(gatehouse\.W010\) Migrations have not been run: Accounts\d+/);
    expect(code).toBe(0);
  }
});

test("accounts with md5 records, with records that nobody reads, and the lack of a superuser are counted", async () => {
  const records = ["md5$salt$d41d8cd98f00b204e9800998ecf8427e", "crypt$$ab", "", "!unusable"];
  for (const record of records) {
    const { id } = await createPerson(server);
    await server.database.execute("UPDATE users SET password = $2 WHERE id = $1", [id, record]);
  }
  const withMd5 = { DATABASE_URL: migratedUrl, GATEHOUSE_PASSWORD_HASHERS: "bcrypt_sha256,md5" };
  expect((await run(["--database"], withMd5)).complaints).toMatch(
    /users: \(security\.W040\) .* records: 1\.\n[^]*users: \(security\.W041\) .* reads: 2\.\n[^]*users: \(gatehouse\.I010\)/,
  );
  const withoutMd5 = await run(["--database"], { DATABASE_URL: migratedUrl });
  expect(withoutMd5.complaints).toMatch(/users: \(security\.W041\) .* reads: 3\./);
});

test("a database of a newer release is an error", async () => {
  await server.database.execute("INSERT INTO migrations (timestamp, name) VALUES (9, 'Tomorrow9')");
  const { code, complaints } = await run(["--database"], { DATABASE_URL: migratedUrl });
  await server.database.execute("DELETE FROM migrations WHERE name = 'Tomorrow9'");
  expect(complaints).toMatch(/database: \(gatehouse\.E011\) .*Tomorrow9/);
  expect(code).toBe(1);
});
