import { afterAll, expect, test } from "@jest/globals";
import { contentsOf } from "../support/database-contents.js";
import { invitationFor, resetTokenFor, workDone } from "../support/mailbox.js";
import { logIn, mutate } from "../support/operations.js";
import { clientOf, createPerson, goodPassword } from "../support/people.js";
import { administer } from "../support/staff.js";
import { createTestServer } from "../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

/** A text as it might stand in a dump: as it is, in base64 and in hexadecimals. */
const formsOf = (secret: string) => [
  secret,
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  Buffer.from(secret).toString("hex"),
];

test("the database holds nothing that opens anything: no password, cookie, bearer token, mailed token or set-up token", async () => {
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
  const { setUp, invitation, borrowed, own } = await administerAll();
  await workDone(server);

  const contents = `${await contentsOf(server)}\n${await everything()}`;
  const secretOf = (text: string) => text.split(".")[1] ?? "";
  const secrets = [
    goodPassword,
    newPassword,
    "wrong-Password-1",
    "hopper-Nanosecond-9",
    "lovelace-Engine-15",
    ...[former, live, bearer.token ?? "", token, setUp, invitation, borrowed, own].map(secretOf),
  ];
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(10);
    for (const form of formsOf(secret)) expect(contents).not.toContain(form);
  }
  // The search can find something: what is no secret is there.
  expect(contents).toContain(live.split(".")[0]);
  expect(contents).toContain(person.email);
});

/** The first superuser is made, invites somebody, and acts as them. Gives the secrets that the server made up. */
async function administerAll() {
  const setUp = (await server.setUpToken()) ?? "";
  await mutate(server.client(), "createFirstSuperuser", { token: setUp, username: "root", password: "lovelace-Engine-15" });
  const root = server.client();
  await logIn(root, { identifier: "root", password: "lovelace-Engine-15" });
  const email = "invited@example.com";
  const { user } = await administer(root, "createUser", { username: "invited", email, invite: true });
  const invitation = await invitationFor(server, email);
  await mutate(root, "impersonateUser", { id: user?.id, reason: "support" });
  const borrowed = root.cookies.get("gatehouse_session") ?? "";
  await mutate(root, "stopImpersonating");
  return { setUp, invitation, borrowed, own: root.cookies.get("gatehouse_session") ?? "" };
}

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
