import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { allMigrations } from "../../migrations/all-migrations.js";
import { PlayedTerminal } from "../../test/support/played-terminal.js";
import { createTestDatabase, type TestDatabase } from "../../test/support/test-database.js";
import { withConnection } from "./installation.js";
import { runProgram } from "./program.js";

const names = allMigrations.map(({ name }) => name);
const newest = names.at(-1) ?? "";

let database: TestDatabase;
beforeEach(async () => void (database = await createTestDatabase()));
afterEach(async () => database.drop());

const productionSettings = {
  NODE_ENV: "production",
  GATEHOUSE_SECRET_KEYS: "kZ3v9QmX0aTnR7wLbYc2HdUeJfGpSi5o8VxN1rA6tE4=",
  GATEHOUSE_BASE_URL: "https://id.example.com",
  GATEHOUSE_ALLOWED_ORIGINS: "https://app.example.com",
  SMTP_URL: "smtp://localhost",
};

async function migrate(args: string[], terminal = new PlayedTerminal([], false), environment: Record<string, string> = {}) {
  const context = { terminal, environment: { DATABASE_URL: database.url, ...environment } };
  const code = await runProgram(["migrate", ...args], context);
  return { code, printed: terminal.printed, complaints: terminal.complaints };
}

async function applied(): Promise<string[]> {
  const context = { terminal: new PlayedTerminal(), environment: { DATABASE_URL: database.url } };
  return withConnection(context, async ({ opened }) => {
    const rows = await opened.database.query<{ name: string }>("SELECT name FROM migrations ORDER BY id");
    return rows.map(({ name }) => name);
  });
}

test("--plan on a database that is up to date says that there is nothing to do", async () => {
  expect((await migrate(["--plan"])).printed).toEqual(["Planned operations:", "  No planned migration operations."]);
});

test("--plan on an empty database lists all, oldest first, and runs none", async () => {
  await database.drop();
  database = await createTestDatabase({ empty: true });
  for (let time = 1; time <= 2; time++) {
    expect((await migrate(["--plan"])).printed).toEqual(["Planned operations:", ...names.map((name) => `  ${name}`)]);
  }
});

test("--down takes back the newest one after a yes; migrate brings it again", async () => {
  const { code, printed } = await migrate(["--down"], new PlayedTerminal(["yes"]));
  expect([code, printed.at(-1)]).toEqual([0, `Reverted ${newest}.`]);
  expect(await applied()).toEqual(names.slice(0, -1));
  expect((await migrate([])).printed).toEqual([`Applied ${newest}.`]);
});

test.each([["no"], ["y"], [""]])("any other answer, such as %j, leaves everything as it is", async (answer) => {
  const { code, complaints } = await migrate(["--down"], new PlayedTerminal([answer]));
  expect([code, complaints.at(-1)]).toEqual([1, "Nothing was done."]);
  expect(await applied()).toEqual(names);
});

test("--down with a count takes back so many, newest first", async () => {
  const { printed } = await migrate(["--down", "2", "--no-input"]);
  expect(printed.filter((line) => line.startsWith("Reverted"))).toEqual(
    names
      .slice(-2)
      .toReversed()
      .map((name) => `Reverted ${name}.`),
  );
});

test("--down with a name takes back what is newer, and leaves the one that is named", async () => {
  await migrate(["--down", names[0] ?? "", "--no-input"]);
  expect(await applied()).toEqual(names.slice(0, 1));
});

test("--down zero takes back everything, and everything can be brought again", async () => {
  await migrate(["--down", "zero", "--no-input"]);
  expect(await applied()).toEqual([]);
  expect((await migrate([])).printed).toEqual(names.map((name) => `Applied ${name}.`));
});

test("--down --plan takes nothing back", async () => {
  expect((await migrate(["--down", "--plan"])).printed).toEqual(["Planned operations:", `  ${newest}`]);
  expect(await applied()).toEqual(names);
});

test.each(["Unknown1", "0", "-1", "1.5"])("--down %s is an error", async (target) => {
  const { code, complaints } = await migrate([`--down=${target}`, "--no-input"]);
  expect([code, complaints]).toEqual([1, [expect.stringContaining("neither a number")]]);
});

test("without a terminal, and without --no-input, nothing is taken back", async () => {
  const { code, complaints } = await migrate(["--down"]);
  expect([code, complaints]).toEqual([1, [expect.stringContaining("nobody can be asked")]]);
  expect(await applied()).toEqual(names);
});

test("in production a person must confirm, and can", async () => {
  const { code, complaints } = await migrate(["--down", "--no-input"], new PlayedTerminal(["yes"]), productionSettings);
  expect([code, complaints]).toEqual([1, [expect.stringContaining("in production")]]);
  expect(await applied()).toEqual(names);
  expect((await migrate(["--down"], new PlayedTerminal(["yes"]), productionSettings)).code).toBe(0);
});
