import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { mailsTo, workDone } from "../../support/mailbox.js";
import { faultsOf, mutate, send } from "../../support/operations.js";
import { createPerson } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const server = await createTestServer({ GATEHOUSE_SITE_NAME: "The <b>Shop</b>" });
afterAll(async () => server.stop());

const request = async (email: string) => mutate(server.client(), "requestPasswordReset", { email });

beforeEach(async () => {
  await server.database.execute("DELETE FROM users");
  server.mail.outbox.length = 0;
});

describe("requestPasswordReset mails a link", () => {
  test.each(["Ada@example.com", "ada@EXAMPLE.com", "ADA@Example.Com", "  ada@example.com\n"])(
    "to the stored address when %j was typed",
    async (typed) => {
      await createPerson(server, { username: "ada", email: "Ada@example.com" });
      expect(faultsOf(await request(typed))).toEqual([]);
      expect(await mailsTo(server, "Ada@example.com")).toHaveLength(1);
      expect(server.mail.outbox).toHaveLength(1);
    },
  );

  test("in both forms, with the username, and nothing typed by people as markup", async () => {
    await createPerson(server, { username: "ada", email: "ada@example.com" });
    await request("ada@example.com");
    const [mail] = await mailsTo(server, "ada@example.com");
    expect(mail?.text).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/accounts\/reset\/[\w.%-]+\/$/m);
    expect(mail?.text).toContain("ada");
    expect(mail?.html).toContain("The &lt;b&gt;Shop&lt;/b&gt;");
    expect(mail?.html).not.toContain("<b>");
  });

  test("to the owner of an address, not to whoever has it as username", async () => {
    await createPerson(server, { username: "victim@example.com", email: "attacker@example.com" });
    await createPerson(server, { username: "victim", email: "victim@example.com" });
    await request("victim@example.com");
    await workDone(server);
    expect(server.mail.outbox.map(({ to, text }) => [to, /forgotten it: (.*)/.exec(text)?.[1]])).toEqual([
      ["victim@example.com", "victim"],
    ]);
  });
});

describe("requestPasswordReset answers the same, and mails nobody,", () => {
  test.each([
    ["for an unknown address", "nobody@example.com"],
    ["for an inactive user", "inactive@example.com"],
    ["for a user without a usable password", "unusable@example.com"],
    ["for a look-alike domain", "mike@exampıe.org"],
    ["for a username", "mike@username.example"],
  ])("%s", async (_case, typed) => {
    await createPerson(server, { email: "inactive@example.com", isActive: false });
    const { id } = await createPerson(server, { email: "unusable@example.com" });
    await server.database.execute("UPDATE users SET password = '!' || password WHERE id = $1", [id]);
    await createPerson(server, { username: "mike@username.example", email: "mike@example.org" });
    const known = await send(server.client(), "requestPasswordReset", { email: "mike@example.org" });
    await workDone(server);
    server.mail.outbox.length = 0;
    const reply = await send(server.client(), "requestPasswordReset", { email: typed });
    await workDone(server);
    expect([reply.status, reply.body]).toEqual([known.status, known.body]);
    expect(server.mail.outbox).toEqual([]);
  });
});

describe("requestPasswordReset refuses", () => {
  test.each([
    ["", "REQUIRED"],
    ["nobody", "INVALID"],
    [`${"a".repeat(243)}@example.com`, "TOO_LONG"],
    // Looks like mike@example.com (Django CVE-2019-19844).
    ["mıke@example.com", "INVALID"],
    [`${hostile.nul}@example.com`, "INVALID"],
    [`${hostile.highSurrogate}@example.com`, "INVALID"],
    [`${hostile.bidi}@example.com`, "INVALID"],
    [`a@${hostile.zeroWidth}.com`, "INVALID"],
    [`a@example.com${hostile.lineBreak}`, "INVALID"],
    ["a@example.com, b@example.com", "INVALID"],
  ])("%j", async (typed, code) => {
    expect(faultsOf(await request(typed))).toEqual([`${code} input.email`]);
    await workDone(server);
    expect(server.mail.outbox).toEqual([]);
  });

  test("an address of absurd length", async () => {
    const reply = await send(server.client(), "requestPasswordReset", { email: absurd });
    expect([reply.status, reply.code]).toEqual([400, "BAD_USER_INPUT"]);
  });
});
