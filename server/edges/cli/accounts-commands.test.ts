import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "@jest/globals";

import { mailsTo } from "../../test/support/mailbox.js";
import { logIn } from "../../test/support/operations.js";
import { clientOf, createPerson, goodPassword, type Person } from "../../test/support/people.js";
import { PlayedTerminal } from "../../test/support/played-terminal.js";
import { createTestDatabase } from "../../test/support/test-database.js";
import { createTestServer } from "../../test/support/test-server.js";
import { withDatabase } from "./installation.js";
import { runProgram } from "./program.js";

const server = await createTestServer();
const freshDatabase = await createTestDatabase({ empty: true });
afterAll(async () => {
  await server.stop();
  await freshDatabase.drop();
});

const [{ current }] = (await server.database.query<{ current: string }>("SELECT current_database() AS current")) as [{ current: string }];
const serverUrl = freshDatabase.url.replace(/gatehouse_test_\w+/, current);
const hashingThreadFile = pathToFileURL(resolve("dist/server/modules/passwords/hashing/hashing-thread.js"));

function contextOf(terminal: PlayedTerminal, databaseUrl = serverUrl) {
  const environment = { DATABASE_URL: databaseUrl, GATEHOUSE_SECRET_KEYS: "k".repeat(32), GATEHOUSE_BCRYPT_COST: "4" };
  return { terminal, environment, replacements: { hashingThreadFile } };
}

const newPassword = "calm-Otter-valley-17";

async function changePassword({ username }: Pick<Person, "username">, answers: string[] = [newPassword, newPassword]) {
  const terminal = new PlayedTerminal(answers);
  const code = await runProgram(["changepassword", username], contextOf(terminal));
  return { code, terminal };
}

async function entriesOf({ username }: Pick<Person, "username">): Promise<object[]> {
  return server.database.query("SELECT * FROM log_entries WHERE object_name = $1 ORDER BY id", [username]);
}

test("changepassword sets the password, which then logs in, and says so", async () => {
  const person = await createPerson(server);
  const { code, terminal } = await changePassword({ username: person.username.toUpperCase() });
  expect(code).toBe(0);
  expect(terminal.printed).toEqual([
    `Changing password for user '${person.username}'`,
    `Password changed successfully for user '${person.username}'`,
  ]);
  const { userErrors } = await logIn(server.client(), { identifier: person.username, password: newPassword });
  expect(userErrors).toEqual([]);
});

test("changepassword ends the sessions of the user", async () => {
  const person = await createPerson(server);
  const client = await clientOf(server, person);
  const { terminal } = await changePassword(person);
  expect(terminal.printed).toContain("Sessions ended: 1.");
  expect(await client.ask("{ viewer { user { username } } }")).toEqual({ viewer: null });
});

test("changepassword opens an account that waits because of wrong passwords", async () => {
  const person = await createPerson(server);
  await server.database.execute("INSERT INTO lockouts VALUES ('\\x01', $1, 100, now(), 'infinity')", [person.id]);
  await changePassword(person);
  expect(await server.database.query("SELECT 1 FROM lockouts WHERE account_id = $1", [person.id])).toEqual([]);
});

test("changepassword is noted in the log, without an actor", async () => {
  const person = await createPerson(server);
  await changePassword(person);
  expect(await entriesOf(person)).toEqual([
    expect.objectContaining({
      action: "PASSWORD_CHANGE",
      outcome: "SUCCESS",
      actor_id: null,
      object_id: person.id,
      ip_address: null,
      request_id: expect.stringMatching(/^cli-/),
      details: { by: "cli" },
    }),
  ]);
});

test("the running server tells the owner by mail", async () => {
  const person = await createPerson(server);
  await changePassword(person);
  expect((await mailsTo(server, person.email)).map(({ subject }) => subject)).toEqual([expect.stringContaining("was changed")]);
});

test("an unknown user is an error, before anything is asked", async () => {
  const { code, terminal } = await changePassword({ username: "nobody" });
  expect([code, terminal.complaints, terminal.prompts]).toEqual([1, ["user 'nobody' does not exist"], []]);
});

test("three tries without a good password are an error, and nothing changes", async () => {
  const person = await createPerson(server);
  const { code, terminal } = await changePassword(person, ["123", "123", "a", "b", person.username, person.username]);
  expect(code).toBe(1);
  expect(terminal.complaints.at(-1)).toBe(`Aborting password change for user '${person.username}' after 3 attempts`);
  await clientOf(server, person);
});

test("changepassword without a terminal is an error", async () => {
  const terminal = new PlayedTerminal([], false);
  expect(await runProgram(["changepassword", "ada"], contextOf(terminal))).toBe(1);
  expect(terminal.complaints).toEqual([expect.stringContaining("must be run in a terminal")]);
});

test("where no server has ever run, the mail waits for the first one", async () => {
  const create = ["createsuperuser", "--no-input", "--username", "root", "--email", "root@example.com"];
  expect(await runProgram(create, contextOf(new PlayedTerminal(), freshDatabase.url))).toBe(0);
  const terminal = new PlayedTerminal([newPassword, newPassword]);
  expect(await runProgram(["changepassword", "root"], contextOf(terminal, freshDatabase.url))).toBe(0);
  const jobs = await withDatabase(contextOf(terminal, freshDatabase.url), async ({ opened: { database } }) =>
    database.query("SELECT name, state FROM jobs.job"),
  );
  expect(jobs).toEqual([{ name: "password-notice", state: "created" }]);
});

test("createsuperuser is noted in the log", async () => {
  const terminal = new PlayedTerminal(["boss", "", goodPassword, goodPassword]);
  expect(await runProgram(["createsuperuser"], contextOf(terminal))).toBe(0);
  expect(await entriesOf({ username: "boss" })).toEqual([
    expect.objectContaining({ action: "ADD", object_type: "auth.user", actor_id: null, details: { by: "cli", isSuperuser: true } }),
  ]);
});

test("clearsessions removes what is over, and nothing else", async () => {
  const person = await createPerson(server);
  const [over, live] = [await clientOf(server, person), await clientOf(server, person)];
  await over.ask("{ viewer { user { username } } }");
  await server.database.execute(
    "UPDATE sessions SET expires_at = now() WHERE id = (SELECT min(id::text)::uuid FROM sessions WHERE user_id = $1)",
    [person.id],
  );
  const terminal = new PlayedTerminal();
  expect(await runProgram(["clearsessions"], contextOf(terminal))).toBe(0);
  expect(terminal.printed).toEqual(["Removed 1 expired session."]);
  expect(await live.ask("{ viewer { user { username } } }")).toEqual({ viewer: { user: { username: person.username } } });
});
