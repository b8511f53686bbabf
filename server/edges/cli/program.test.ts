import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../foundation/platform/embedded-postgres/embedded-postgres.js";
import { PlayedTerminal } from "../../test/support/played-terminal.js";
import type { CommandContext } from "./command.js";
import { withSystem } from "./installation.js";
import { runProgram } from "./program.js";

let root: string;
let held: EmbeddedPostgres | undefined;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gatehouse-cli-"));
  // As root the database runs under another account, which must be able to enter.
  chmodSync(root, 0o755);
});

afterEach(async () => {
  await held?.stop();
  held = undefined;
  rmSync(root, { recursive: true, force: true });
});

/** Uses the database, as a running server does, until the test is over. */
async function holdDatabase(): Promise<void> {
  held = await startEmbeddedPostgres({ dataDir: join(root, "postgres"), settings: { fsync: "off" }, log: () => undefined });
}

function contextOf(terminal: PlayedTerminal, variables: Record<string, string> = {}): CommandContext {
  const hashingThreadFile = pathToFileURL(resolve("dist/server/modules/passwords/hashing/hashing-thread.js"));
  const environment = { GATEHOUSE_DATA_DIR: root, GATEHOUSE_BCRYPT_COST: "4", ...variables };
  return { terminal, environment, replacements: { hashingThreadFile } };
}

test("createsuperuser, beside others who use the database, makes a user who may do everything and log in", async () => {
  await holdDatabase();
  const terminal = new PlayedTerminal(["boss", "boss@example.com", "correct battery", "correct battery"]);
  expect(await runProgram(["createsuperuser"], contextOf(terminal))).toBe(0);
  expect(terminal.printed).toEqual(["Superuser created successfully."]);

  await withSystem(contextOf(terminal), async ({ users, passwords }) => {
    const user = await users.findByIdentifier("boss@example.com");
    expect(user).toMatchObject({ username: "boss", isSuperuser: true, isStaff: true, isActive: true });
    expect(await passwords.verify("correct battery", user?.password ?? null)).toBe(true);
  });

  const second = new PlayedTerminal();
  const sameNameInOtherCase = ["createsuperuser", "--no-input", "--username", "BOSS", "--email", ""];
  expect(await runProgram(sameNameInOtherCase, contextOf(second))).toBe(1);
  expect(second.complaints).toEqual(["username: This username is taken; choose another one."]);
});

test("migrate starts the database where nobody uses it, tells what it applied, and then that there is nothing to do", async () => {
  const [first, second] = [new PlayedTerminal(), new PlayedTerminal()];
  expect(await runProgram(["migrate"], contextOf(first))).toBe(0);
  expect(first.printed[0]).toMatch(/^Applied \w+\.$/);
  expect(await runProgram(["migrate"], contextOf(second))).toBe(0);
  expect(second.printed).toEqual(["Nothing to do: the database is up to date."]);
});

test("createsuperuser without a terminal politely does nothing", async () => {
  const terminal = new PlayedTerminal([], false);
  expect(await runProgram(["createsuperuser"], contextOf(terminal))).toBe(0);
  expect(terminal.printed).toEqual([expect.stringContaining("not a terminal")]);
});

test("faulty settings are told line by line", async () => {
  const terminal = new PlayedTerminal();
  expect(await runProgram(["migrate"], contextOf(terminal, { PORT: "many", GATEHOUSE_COLOUR: "red" }))).toBe(1);
  expect(terminal.complaints[0]?.split("\n")).toEqual([expect.stringContaining("GATEHOUSE_COLOUR"), expect.stringContaining("PORT")]);
});

test("a database that cannot be reached is told in one line", async () => {
  const terminal = new PlayedTerminal();
  expect(await runProgram(["migrate"], contextOf(terminal, { DATABASE_URL: "postgres://127.0.0.1:1/none" }))).toBe(1);
  expect(terminal.complaints).toEqual([expect.stringMatching(/^DATABASE_URL: cannot use the database: .*$/)]);
});

test("print-schema writes the schema with its directives to a file", async () => {
  const file = join(root, "schema.graphql");
  expect(await runProgram(["print-schema", "--output", file], contextOf(new PlayedTerminal()))).toBe(0);
  expect(readFileSync(file, "utf8")).toMatch(/users\([^]*@requirePermission\(name: "auth\.view_user"\)/);
});
