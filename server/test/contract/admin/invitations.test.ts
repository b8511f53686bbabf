import { afterAll, describe, expect, test } from "@jest/globals";

import { contentsOf } from "../../support/database-contents.js";
import { invitationFor, mailsTo } from "../../support/mailbox.js";
import { faultsOf, mutate } from "../../support/operations.js";
import { clientOf, createPerson, goodPassword } from "../../support/people.js";
import { administer, historyOf, sendAsStaff, userId } from "../../support/staff.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer({ GATEHOUSE_SITE_NAME: "The <b>Shop</b>" });
afterAll(async () => server.stop());

const manager = await createPerson(server, { isStaff: true, permissions: ["auth.add_user", "auth.change_user"] });
const staff = await clientOf(server, manager);

let newcomers = 0;
/** The input for a user who is invited. */
function newcomer(): { username: string; email: string; invite: boolean } {
  const username = `newcomer${++newcomers}`;
  return { username, email: `${username}@example.com`, invite: true };
}

/** A user without a password. */
async function createPasswordless(wish: Parameters<typeof createPerson>[1] = {}) {
  const person = await createPerson(server, wish);
  await server.database.execute("UPDATE users SET password = '!' WHERE id = $1", [person.id]);
  return person;
}

async function accept(token: string): Promise<string[]> {
  return faultsOf(await mutate(server.client(), "acceptInvitation", { token, newPassword: goodPassword }));
}

describe("createUser with invite", () => {
  test("makes a user without a password and mails the link to it", async () => {
    const input = newcomer();
    const { userErrors } = await administer(staff, "createUser", input);
    expect(userErrors).toEqual([]);
    expect(await server.database.query("SELECT password FROM users WHERE username = $1", [input.username])).toEqual([
      { password: expect.stringMatching(/^!/) },
    ]);
    const [mail, ...others] = await mailsTo(server, input.email);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe("Your account at The <b>Shop</b>");
    expect(mail?.text).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/accounts\/invitation\/[\w.%-]+\/$/m);
    expect(mail?.text).toContain(input.username);
    expect(mail?.text).toContain("7 days");
    expect(mail?.html).toContain("The &lt;b&gt;Shop&lt;/b&gt;");
  });

  test("notes in the log who invited whom", async () => {
    const { user } = await administer(staff, "createUser", newcomer());
    const id = Buffer.from(user?.id ?? "", "base64url")
      .toString()
      .slice("User:".length);
    expect((await historyOf(server, { id })).map(({ action, actor_name }) => [action, actor_name])).toEqual([
      ["ADD", manager.username],
      ["INVITATION_SEND", manager.username],
    ]);
  });

  test.each([
    ["no address", { email: "" }, ["REQUIRED input.email"]],
    ["a password", { password: goodPassword }, ["INVALID input.password"]],
    ["an inactive user", { isActive: false }, ["INVALID input.isActive"]],
  ])("refuses %s, and then makes nobody", async (_what, change, faults) => {
    const input = { ...newcomer(), ...change };
    const before = await contentsOf(server);
    expect(faultsOf(await administer(staff, "createUser", input))).toEqual(faults);
    expect(await contentsOf(server)).toBe(before);
    expect(await mailsTo(server, input.email)).toEqual([]);
  });

  test("without it mails nobody", async () => {
    const input = { ...newcomer(), invite: false };
    await administer(staff, "createUser", input);
    expect(await mailsTo(server, input.email)).toEqual([]);
  });
});

describe("sendInvitation", () => {
  test("mails a link that works, and notes who asked for it", async () => {
    const person = await createPasswordless();
    const { user, userErrors } = await administer(staff, "sendInvitation", { id: userId(person) });
    expect([user?.id, userErrors]).toEqual([userId(person), []]);
    expect(await accept(await invitationFor(server, person.email))).toEqual([]);
    expect((await historyOf(server, person))[0]).toMatchObject({ action: "INVITATION_SEND", actor_name: manager.username });
  });

  test("voids earlier invitations at once", async () => {
    const input = newcomer();
    const { user } = await administer(staff, "createUser", input);
    const earlier = await invitationFor(server, input.email);
    // In one request, so that no job comes in between.
    const both = `mutation ($again: SendInvitationInput!, $use: AcceptInvitationInput!) {
      sendInvitation(input: $again) { userErrors { code } } acceptInvitation(input: $use) { userErrors { code } } }`;
    const answer = await staff.ask(both, { again: { id: user?.id }, use: { token: earlier, newPassword: goodPassword } });
    expect(answer).toEqual({ sendInvitation: { userErrors: [] }, acceptInvitation: { userErrors: [{ code: "TOKEN_INVALID" }] } });
    const later = await invitationFor(server, input.email);
    expect(later).not.toBe(earlier);
    expect(await accept(later)).toEqual([]);
  });

  test("ordered many times at once leaves one good link", async () => {
    const person = await createPasswordless();
    await Promise.all([1, 2, 3, 4].map(async () => administer(staff, "sendInvitation", { id: userId(person) })));
    const mails = await mailsTo(server, person.email);
    expect(mails).toHaveLength(4);
    const open = await server.database.query("SELECT 1 FROM one_time_tokens WHERE holder_id = $1", [person.id]);
    expect(open).toHaveLength(1);
  });

  test("leaves the invitations of others alone", async () => {
    const [one, two] = [await createPasswordless(), await createPasswordless()];
    await administer(staff, "sendInvitation", { id: userId(one) });
    await administer(staff, "sendInvitation", { id: userId(two) });
    expect(await accept(await invitationFor(server, one.email))).toEqual([]);
  });

  test("is refused for users who could not use it, and then sends nothing", async () => {
    const people = [await createPasswordless({ email: "" }), await createPasswordless({ isActive: false }), await createPerson(server)];
    for (const person of people) {
      const before = await contentsOf(server);
      expect(faultsOf(await administer(staff, "sendInvitation", { id: userId(person) }))).toEqual(["INVALID input.id"]);
      expect(await contentsOf(server)).toBe(before);
      expect(await mailsTo(server, person.email)).toEqual([]);
    }
  });
});

test("nobody gets more mails than the limit for an address allows, whatever they are called", async () => {
  const limited = await createTestServer({ GATEHOUSE_THROTTLE_REQUEST_PASSWORD_RESET: "2/m/key" });
  try {
    const client = await clientOf(limited, await createPerson(limited, { permissions: ["auth.change_user"] }));
    const invited = await createPerson(limited);
    const known = await createPerson(limited);
    await limited.database.execute("UPDATE users SET password = '!' WHERE id = $1", [invited.id]);
    for (const code of [undefined, undefined, "RATE_LIMITED"]) {
      expect((await sendAsStaff(client, "sendInvitation", { id: userId(invited) })).code).toBe(code);
      expect((await sendAsStaff(client, "sendPasswordReset", { id: userId(known) })).code).toBe(code);
    }
    expect(await mailsTo(limited, invited.email)).toHaveLength(2);
  } finally {
    await limited.stop();
  }
});
