import { afterAll, expect, test } from "@jest/globals";
import { createTestServer } from "../../support/test-server.js";
import { statementsOf } from "../../support/statements.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const query = `{ authConfig { signUpOpen signUpFields { name required } logInMethods logInIdentifiers
  passwordPolicy { minLength maxLength rules { name description params } } } }`;

test("authConfig tells strangers what forms need to know", async () => {
  const { authConfig } = await server.client().ask<{ authConfig: object }>(query);
  expect(authConfig).toEqual({
    signUpOpen: true,
    signUpFields: ["email", "firstName", "lastName"].map((name) => ({ name, required: false })),
    logInMethods: ["PASSWORD"],
    logInIdentifiers: ["USERNAME", "EMAIL"],
    passwordPolicy: {
      minLength: 8,
      maxLength: 4096,
      rules: [
        { name: "not-similar-to-user", description: expect.any(String), params: { maxSimilarity: 0.7 } },
        { name: "minimum-length", description: "Use at least 8 characters.", params: { minLength: 8 } },
        { name: "not-common", description: expect.any(String), params: null },
        { name: "not-entirely-numeric", description: expect.any(String), params: null },
      ],
    },
  });
});

test("authConfig follows the settings", async () => {
  const other = await createTestServer({
    GATEHOUSE_SIGN_UP: "off",
    GATEHOUSE_SIGN_UP_FIELDS: "email*",
    GATEHOUSE_LOG_IN_WITH: "email",
    GATEHOUSE_PASSWORD_MIN_LENGTH: "15",
  });
  try {
    const { authConfig } = await other.client().ask<{ authConfig: object }>(query);
    expect(authConfig).toMatchObject({
      signUpOpen: false,
      signUpFields: [{ name: "email", required: true }],
      logInIdentifiers: ["EMAIL"],
      passwordPolicy: { minLength: 15 },
    });
  } finally {
    await other.stop();
  }
});

test("authConfig asks the database nothing", async () => {
  expect(await statementsOf(async () => server.client().ask(query))).toEqual([]);
});
