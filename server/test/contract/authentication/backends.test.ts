import { afterAll, describe, expect, test } from "@jest/globals";
import type { AuthenticationBackend } from "../../../modules/authentication/authentication-backend.js";
import { faultsOf, logIn } from "../../support/operations.js";
import { createPerson } from "../../support/people.js";
import { createTestServer, type TestServer } from "../../support/test-server.js";

/** Gives an account the password of the person `source`, as a system does that people are moved from when they first log in. */
async function move(server: TestServer, identifier: unknown): Promise<void> {
  await server.database.execute("UPDATE users SET password = (SELECT password FROM users WHERE username = 'source') WHERE username = $1", [
    identifier,
  ]);
}

describe.each([
  [
    "a backend around ours",
    (password: AuthenticationBackend, moveTo: (identifier: unknown) => Promise<void>): AuthenticationBackend[] => [
      {
        name: "moving",
        authenticate: async (credentials, attempt) => {
          await moveTo(credentials["identifier"]);
          return password.authenticate(credentials, attempt);
        },
      },
    ],
  ],
  [
    "a backend before ours",
    (password: AuthenticationBackend, moveTo: (identifier: unknown) => Promise<void>): AuthenticationBackend[] => [
      {
        name: "moving",
        authenticate: async ({ identifier }) => {
          await moveTo(identifier);
          return null;
        },
      },
      password,
    ],
  ],
])("%s", (_order, backendsOf) => {
  const opening = createTestServer({}, { backends: (password) => backendsOf(password, async (identifier) => move(server, identifier)) });
  let server: TestServer;
  afterAll(async () => server.stop());

  test("may change the account of whom it is asked about", async () => {
    server = await opening;
    await createPerson(server, { username: "source", password: "moved-Tulip-river-42" });
    const { username: identifier, password: old } = await createPerson(server);
    expect(faultsOf(await logIn(server.client(), { identifier, password: "moved-Tulip-river-42" }))).toEqual([]);
    expect(faultsOf(await logIn(server.client(), { identifier, password: old }))).toEqual(["INVALID_CREDENTIALS"]);
  });
});
