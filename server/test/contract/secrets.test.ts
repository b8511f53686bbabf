import { afterAll, expect, test } from "@jest/globals";
import { contentsOf } from "../support/database-contents.js";
import { resetTokenFor, workDone } from "../support/mailbox.js";
import { logIn, mutate } from "../support/operations.js";
import { clientOf, createPerson, goodPassword } from "../support/people.js";
import { createTestServer } from "../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

/** A text as it might stand in a dump: as it is, in base64 and in hexadecimals. */
const formsOf = (secret: string) => [
  secret,
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  Buffer.from(secret).toString("hex"),
];

test("the database holds nothing that opens anything: no password, cookie, bearer token or reset token", async () => {
  const newPassword = "quiet-Harbour-lamp-7";
  const person = await createPerson(server);
  const browser = await clientOf(server, person);
  const former = browser.cookies.get("gatehouse_session") ?? "";
  const bearer = await logIn(server.client(), { identifier: person.username, password: goodPassword, delivery: "BEARER" });
  await mutate(browser, "changePassword", { currentPassword: goodPassword, newPassword });
  await logIn(server.client(), { identifier: person.username, password: "wrong-Password-1" });
  await mutate(server.client(), "requestPasswordReset", { email: person.email });
  const token = await resetTokenFor(server, person.email);
  const live = browser.cookies.get("gatehouse_session") ?? "";
  await mutate(server.client(), "signUp", { username: "grace", password: "hopper-Nanosecond-9" });
  await workDone(server);

  const contents = `${await contentsOf(server)}\n${await everything()}`;
  const secretOf = (text: string) => text.split(".")[1] ?? "";
  const secrets = [
    goodPassword,
    newPassword,
    "wrong-Password-1",
    "hopper-Nanosecond-9",
    ...[former, live, bearer.token ?? "", token].map(secretOf),
  ];
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(10);
    for (const form of formsOf(secret)) expect(contents).not.toContain(form);
  }
  // The search can find something: what is no secret is there.
  expect(contents).toContain(live.split(".")[0]);
  expect(contents).toContain(person.email);
});

/** Every row of every table of every schema of ours, the queue's own tables among them. */
async function everything(): Promise<string> {
  const tables = await server.database.query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
  );
  const rows = await Promise.all(
    tables.map(async ({ name }) => server.database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`)),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .join("\n");
}
