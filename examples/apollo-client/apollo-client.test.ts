import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

import { createTestServer, type TestServer } from "../../server/test/support/test-server.js";
import { Account } from "./account.js";
import { createClient, type TokenHolder } from "./client.js";
import { explain, FormError, retryAfterSeconds } from "./errors.js";
import { walk } from "./walk.js";

const password = "correct horse battery";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ GATEHOUSE_THROTTLE_CHANGE_PASSWORD: "1/m/key" });
});
afterAll(async () => server.stop());

function open(url = server.url): { account: Account; holder: TokenHolder } {
  const holder: TokenHolder = { token: null };
  return { account: new Account(createClient(`${url}/graphql`, holder), holder), holder };
}

async function loggedIn(username: string): Promise<{ account: Account; holder: TokenHolder }> {
  const opened = open();
  await opened.account.signUp({ username, password });
  await opened.account.logIn(username, password, "laptop");
  return opened;
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("the Apollo Client example", () => {
  it("walks through the life of an account", async () => {
    const lines: string[] = [];
    await walk(server.url, "ada", (line) => lines.push(...line.split("\n")));
    expect(lines).toEqual([
      "Sign up with a password that is too simple:",
      expect.stringMatching(/^password: .*8 characters/),
      expect.stringMatching(/^password: /),
      expect.stringMatching(/^password: .*digits/),
      "Signed up as ada.",
      "Log in with a wrong password:",
      expect.stringMatching(/do not match/),
      "Logged in as ada.",
      "My name is Ada Lovelace now.",
      "Changed the password; still ada.",
      "Logged in on: example (this one).",
      "Logged out; the viewer is null.",
    ]);
  });

  it("goes on with the new token after a password change, and the old one is void", async () => {
    const { account, holder } = await loggedIn("grace");
    const stolen = open();
    stolen.holder.token = holder.token;
    await account.changePassword({ currentPassword: password, newPassword: "a staple of another kind" });
    expect((await account.viewer())?.user.username).toBe("grace");
    expect(await stolen.account.viewer()).toBeNull();
  });

  it("sorts faults by the field they belong to", async () => {
    const failure = await failureOf(open().account.signUp({ username: "joan", password, email: "no address" }));
    expect(failure).toBeInstanceOf(FormError);
    expect((failure as FormError).messagesFor("email")).toHaveLength(1);
    expect((failure as FormError).messagesFor("password")).toEqual([]);
  });

  it("says how long to wait when there were too many attempts", async () => {
    const { account } = await loggedIn("hedy");
    const wrong = { currentPassword: "wrong", newPassword: "a staple of another kind" };
    await failureOf(account.changePassword(wrong));
    const failure = await failureOf(account.changePassword(wrong));
    expect(retryAfterSeconds(failure)).toBeGreaterThan(5);
    expect(explain(failure)).toMatch(/try again in \d+ s/);
  });

  it("tells when there is no server", async () => {
    expect(explain(await failureOf(open("http://127.0.0.1:1").account.viewer()))).toBe("The server cannot be reached.");
  });

  it("has types that fit schema.graphql", async () => {
    const script = fileURLToPath(new URL("../../scripts/generate-operation-types.mjs", import.meta.url));
    await expect(promisify(execFile)(process.execPath, [script, "--check"])).resolves.toMatchObject({ stderr: "" });
  });
});
