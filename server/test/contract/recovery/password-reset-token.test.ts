import { afterAll, expect, test } from "@jest/globals";
import { contentsOf } from "../../support/database-contents.js";
import { resetTokenFor } from "../../support/mailbox.js";
import { faultsOf, mutate } from "../../support/operations.js";
import { createPerson } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const query = "query ($token: String!) { passwordResetToken(token: $token) { valid username expiresAt } }";
const nothing = { valid: false, username: null, expiresAt: null };

async function ask(token: string): Promise<unknown> {
  return (await server.client().ask<{ passwordResetToken: unknown }>(query, { token })).passwordResetToken;
}

test("passwordResetToken tells whose password a good token resets, and until when", async () => {
  const { username, email } = await createPerson(server);
  await mutate(server.client(), "requestPasswordReset", { email });
  const token = await resetTokenFor(server, email);
  const [row] = await server.database.query<{ expires_at: Date }>("SELECT expires_at FROM one_time_tokens");
  expect(await ask(token)).toEqual({ valid: true, username, expiresAt: row?.expires_at.toISOString() });
});

test("passwordResetToken uses nothing up: link scanners may ask as often as they like", async () => {
  const { email } = await createPerson(server);
  await mutate(server.client(), "requestPasswordReset", { email });
  const token = await resetTokenFor(server, email);
  const before = await contentsOf(server);
  for (let round = 0; round < 3; round++) expect(await ask(token)).toMatchObject({ valid: true });
  expect(await contentsOf(server)).toBe(before);
  expect(faultsOf(await mutate(server.client(), "confirmPasswordReset", { token, newPassword: "quiet-Harbour-lamp-7" }))).toEqual([]);
  expect(await ask(token)).toEqual(nothing);
});

test.each(["", "rubbish", hostile.nul, hostile.highSurrogate, hostile.bidi, "a.b.c", "a".repeat(5000)])(
  "passwordResetToken says of %j only that it is no good",
  async (token) => {
    expect(await ask(token)).toEqual(nothing);
  },
);

test("passwordResetToken of absurd length is answered with a client error or no good", async () => {
  const { status, body } = await server.client().send<{ passwordResetToken: unknown }>(query, { token: absurd });
  expect(status).toBeLessThan(500);
  expect(body.data?.passwordResetToken ?? nothing).toEqual(nothing);
});
