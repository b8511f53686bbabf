import { afterAll, describe, expect, test } from "@jest/globals";
import { loadSettings } from "../../../foundation/platform/settings/load-settings.js";
import { createTestServer, type TestServer } from "../../support/test-server.js";
import { statementsOf } from "../../support/statements.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const query = `{ authConfig { siteName logoUrl signUpOpen signUpFields { name required } logInMethods logInIdentifiers
  passwordPolicy { minLength maxLength rules { name description params } } } }`;

test("authConfig tells strangers what forms need to know", async () => {
  const { authConfig } = await server.client().ask<{ authConfig: object }>(query);
  expect(authConfig).toEqual({
    siteName: "Gatehouse",
    logoUrl: null,
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
    GATEHOUSE_SITE_NAME: "Café <Society>",
    GATEHOUSE_LOGO: "admin-ui/src/theme/icon.svg",
  });
  try {
    const { authConfig } = await other.client().ask<{ authConfig: object }>(query);
    expect(authConfig).toMatchObject({
      siteName: "Café <Society>",
      logoUrl: "/accounts/logo",
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

describe("nextAddress", () => {
  const ask = async (on: TestServer, next?: string | null): Promise<string> => {
    const document = "query ($next: String) { authConfig { nextAddress(next: $next) } }";
    return (await on.client().ask<{ authConfig: { nextAddress: string } }>(document, { next })).authConfig.nextAddress;
  };

  test("is where people want to go if that is safe, else their profile", async () => {
    expect(await ask(server, "/dashboard/?tab=1")).toBe("/dashboard/?tab=1");
    for (const next of [undefined, null, "", "https://evil.example/", "//evil.example/", "javascript:alert(1)", "/accounts/login/"]) {
      expect(await ask(server, next)).toBe("/accounts/profile/");
    }
  });

  test("leads back to an app of an allowed origin, and by default where the setting says", async () => {
    const other = await createTestServer({
      GATEHOUSE_ALLOWED_ORIGINS: "http://app.example:5173",
      GATEHOUSE_LOG_IN_REDIRECT_URL: "http://app.example:5173/home",
    });
    try {
      expect(await ask(other, "http://app.example:5173/orders?page=2")).toBe("http://app.example:5173/orders?page=2");
      expect(await ask(other, "http://app.example:5174/orders")).toBe("http://app.example:5173/home");
    } finally {
      await other.stop();
    }
  });

  test("refuses text without end at once", async () => {
    expect(await ask(server, `/${"a".repeat(20_000)}`)).toBe("/accounts/profile/");
  });
});

test.each(["dashboard/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "https:", "/accounts/login/"])(
  "GATEHOUSE_LOG_IN_REDIRECT_URL cannot be %s",
  (value) => {
    expect(() => loadSettings({ GATEHOUSE_LOG_IN_REDIRECT_URL: value })).toThrow(/^GATEHOUSE_LOG_IN_REDIRECT_URL: must /);
  },
);
