import { afterAll, describe, expect, test } from "@jest/globals";

import { contentsOf } from "../../support/database-contents.js";
import { mailsTo, resetTokenFor } from "../../support/mailbox.js";
import { faultsOf, logIn, mutate, whoIs } from "../../support/operations.js";
import { clientOf, createPerson, goodPassword } from "../../support/people.js";
import { administer, historyOf, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const manager = await createPerson(server, { isStaff: true, permissions: ["auth.change_user"] });
const staff = await clientOf(server, manager);
const password = "quiet-Harbour-lamp-7";

describe("setUserPassword", () => {
  test("sets the password, ends all sessions, and tells the owner", async () => {
    const person = await createPerson(server);
    const client = await clientOf(server, person);
    const { user, userErrors } = await administer(staff, "setUserPassword", { id: userId(person), password });
    expect([user?.id, userErrors, await whoIs(client)]).toEqual([userId(person), [], null]);
    expect(faultsOf(await logIn(client, { identifier: person.username, password: goodPassword }))).toEqual(["INVALID_CREDENTIALS"]);
    expect(faultsOf(await logIn(client, { identifier: person.username, password }))).toEqual([]);
    expect((await mailsTo(server, person.email)).map(({ subject }) => subject)).toEqual([expect.stringContaining("was changed")]);
  });

  test("leaves in the log that it was done, by whom, and nothing of the password", async () => {
    const person = await createPerson(server);
    await administer(staff, "setUserPassword", { id: userId(person), password });
    const details = { by: "staff", changes: { password: { changed: true } } };
    expect(await historyOf(server, person)).toEqual([{ action: "PASSWORD_CHANGE", actor_name: manager.username, details }]);
  });

  test.each([
    ["", "REQUIRED"],
    ["aB3", "TOO_SHORT"],
    ["password123", "TOO_COMMON"],
  ])("refuses %j by the rules for all passwords", async (weak, code) => {
    const person = await createPerson(server);
    const before = await contentsOf(server);
    const { userErrors } = await administer(staff, "setUserPassword", { id: userId(person), password: weak });
    expect(userErrors.map((error) => error.code)).toContain(code);
    expect(await contentsOf(server)).toBe(before);
  });
});

test("disableUserPassword lets no password in, ends all sessions, and says so in the log", async () => {
  const person = await createPerson(server);
  const client = await clientOf(server, person);
  expect((await administer(staff, "disableUserPassword", { id: userId(person) })).userErrors).toEqual([]);
  expect(await whoIs(client)).toBeNull();
  expect(faultsOf(await logIn(client, { identifier: person.username, password: goodPassword }))).toEqual(["INVALID_CREDENTIALS"]);
  expect((await historyOf(server, person)).at(-1)?.details.changes).toEqual({ password: { disabled: true } });
});

describe("sendPasswordReset", () => {
  test("mails the user a link that works, and notes who asked for it", async () => {
    const person = await createPerson(server);
    expect((await administer(staff, "sendPasswordReset", { id: userId(person) })).userErrors).toEqual([]);
    const token = await resetTokenFor(server, person.email);
    expect(await mutate(server.client(), "confirmPasswordReset", { token, newPassword: password })).toEqual({ userErrors: [] });
    expect((await historyOf(server, person))[0]).toMatchObject({ action: "PASSWORD_RESET_REQUEST", actor_name: manager.username });
  });

  test("goes to the one user only where several share an address", async () => {
    const shared = await createTestServer({ GATEHOUSE_SHARED_EMAILS: "on" });
    try {
      const [one, two] = [await createPerson(shared), await createPerson(shared)];
      await shared.database.execute("UPDATE users SET email = 'both@example.com', email_key = 'both@example.com', email_is_shared = true");
      const helper = await clientOf(shared, await createPerson(shared, { permissions: ["auth.change_user"] }));
      await administer(helper, "sendPasswordReset", { id: userId(two) });
      const mails = await mailsTo(shared, "both@example.com");
      expect(mails.map(({ text }) => [text.includes(one.username), text.includes(two.username)])).toEqual([[false, true]]);
    } finally {
      await shared.stop();
    }
  });

  test("is refused for users who could not use it, and then sends nothing", async () => {
    const people = [
      await createPerson(server, { email: "" }),
      await createPerson(server, { isActive: false }),
      await createPerson(server, { email: "disabled@example.com" }),
    ];
    await server.database.execute("UPDATE users SET password = '!' WHERE email = 'disabled@example.com'");
    for (const person of people) {
      expect(faultsOf(await administer(staff, "sendPasswordReset", { id: userId(person) }))).toEqual(["INVALID input.id"]);
      expect(await mailsTo(server, person.email)).toEqual([]);
    }
  });
});
