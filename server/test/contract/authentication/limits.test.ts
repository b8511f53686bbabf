import { once } from "node:events";
import { BroadcastChannel } from "node:worker_threads";

import { afterAll, describe, expect, test } from "@jest/globals";
import { resetTokenFor } from "../../support/mailbox.js";
import { faultsOf, logIn, mutate, send } from "../../support/operations.js";
import { clientOf, createPerson, goodPassword } from "../../support/people.js";
import { rawRequest } from "../../support/raw-request.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer, type TestServer } from "../../support/test-server.js";

const limited = await createTestServer({
  GATEHOUSE_THROTTLE_LOG_IN: "8/m/ip",
  GATEHOUSE_THROTTLE_SIGN_UP: "2/m/ip",
  GATEHOUSE_THROTTLE_CHANGE_PASSWORD: "3/m/key",
  GATEHOUSE_THROTTLE_REQUEST_PASSWORD_RESET: "2/m/key",
  GATEHOUSE_THROTTLE_CONFIRM_PASSWORD_RESET: "2/m/ip",
});
const narrow = await createTestServer({ GATEHOUSE_HASH_WORKERS: "1", GATEHOUSE_HASH_QUEUE: "0", GATEHOUSE_BCRYPT_COST: "11" });
afterAll(async () => {
  await limited.stop();
  await narrow.stop();
});

const forget = async ({ database }: TestServer) => database.execute("DELETE FROM throttle_counters");

describe("too many attempts", () => {
  test("are answered with 429 and when to come back", async () => {
    await forget(limited);
    const attempt = async () => send(limited.client(), "signUp", { username: "", password: "" });
    expect([(await attempt()).status, (await attempt()).status]).toEqual([200, 200]);
    const { status, headers, body } = await attempt();
    expect(status).toBe(429);
    const [error] = body.errors ?? [];
    const retryAfterSeconds = error?.extensions["retryAfterSeconds"];
    expect(error?.extensions.code).toBe("RATE_LIMITED");
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(60);
    expect(headers.get("retry-after")).toBe(String(retryAfterSeconds));
    expect(body.data).toBeNull();
  });

  test("of one address are counted whatever X-Forwarded-For says", async () => {
    await forget(limited);
    const statuses = [];
    for (let index = 0; index < 4; index++) {
      const client = limited.client();
      client.headers["x-forwarded-for"] = `198.51.100.${index}`;
      statuses.push((await send(client, "signUp", { username: "", password: "" })).status);
    }
    expect(statuses).toEqual([200, 200, 429, 429]);
  });

  test("at once are counted one by one", async () => {
    await forget(limited);
    const replies = await Promise.all(
      Array.from({ length: 20 }, async () => send(limited.client(), "confirmPasswordReset", { token: "x", newPassword: "x" })),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(replies.filter(({ code }) => code === "RATE_LIMITED")).toHaveLength(18);
  });

  test("to change a password are counted by user", async () => {
    await forget(limited);
    const [one, other] = [await clientOf(limited, await createPerson(limited)), await clientOf(limited, await createPerson(limited))];
    const wrong = { currentPassword: "wrong-Password-1", newPassword: "quiet-Harbour-lamp-7" };
    for (let index = 0; index < 3; index++) await mutate(one, "changePassword", wrong);
    expect((await send(one, "changePassword", { ...wrong, currentPassword: goodPassword })).code).toBe("RATE_LIMITED");
    expect((await send(other, "changePassword", wrong)).status).toBe(200);
  });

  test("to have mails sent are counted by address, in all its spellings, whether anybody has it or not", async () => {
    await forget(limited);
    const ask = async (email: string) => (await send(limited.client(), "requestPasswordReset", { email })).status;
    expect([await ask("nobody@example.com"), await ask("NOBODY@Example.com"), await ask(" nobody@EXAMPLE.com ")]).toEqual([200, 200, 429]);
    expect(await ask("somebody@example.com")).toBe(200);
  });

  test("to log in are counted by address", async () => {
    await forget(limited);
    const statuses = [];
    for (let index = 0; index < 10; index++)
      statuses.push((await send(limited.client(), "logIn", { identifier: `user${index}`, password: "x" })).status);
    expect(statuses).toEqual([...Array.from({ length: 8 }, () => 200), 429, 429]);
  });

  test.each([
    ["of strangers", false],
    ["on a known device", true],
  ])("to guess a password, %s, are forgotten once it is reset", async (_whose, isKnown) => {
    const server = await createTestServer({ GATEHOUSE_THROTTLE_LOG_IN_FAILED: "2/5m/key" });
    try {
      const person = await createPerson(server);
      const client = isKnown ? await clientOf(server, person) : server.client();
      const attempt = async (identifier: string, password: string) => (await send(client, "logIn", { identifier, password })).status;
      for (const identifier of [person.username, person.email]) {
        expect([await attempt(identifier, "x"), await attempt(identifier, "x"), await attempt(identifier, "x")]).toEqual([200, 200, 429]);
      }
      await mutate(client, "requestPasswordReset", { email: person.email });
      const newPassword = "quiet-Harbour-lamp-7";
      await mutate(client, "confirmPasswordReset", { token: await resetTokenFor(server, person.email), newPassword });
      expect([await attempt(person.username, newPassword), await attempt(person.email, newPassword)]).toEqual([200, 200]);
    } finally {
      await server.stop();
    }
  });

  test("behind a trusted proxy are counted by client", async () => {
    const proxied = await createTestServer({ GATEHOUSE_TRUSTED_PROXIES: "loopback", GATEHOUSE_THROTTLE_SIGN_UP: "1/m/ip" });
    try {
      const statuses = [];
      for (const address of ["198.51.100.1", "198.51.100.2", "203.0.113.9, 198.51.100.1", "2001:db8::1", "2001:db8::2"]) {
        const client = proxied.client();
        client.headers["x-forwarded-for"] = address;
        statuses.push((await send(client, "signUp", { username: "", password: "" })).status);
      }
      expect(statuses).toEqual([200, 200, 429, 200, 429]);
    } finally {
      await proxied.stop();
    }
  });
});

describe("more passwords than can be checked", () => {
  test("are answered BUSY with 503 and when to come back, while the server is well", async () => {
    const people = await Promise.all(Array.from({ length: 12 }, async () => createPerson(narrow)));
    const attempts = people.map(async ({ username: identifier, password }) => send(narrow.client(), "logIn", { identifier, password }));
    const health = rawRequest(narrow.url, { method: "GET", path: "/readyz" });
    const replies = await Promise.all(attempts);
    expect((await health).status).toBe(200);
    const busy = replies.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThan(0);
    for (const { headers, body } of busy) {
      expect(body.errors?.[0]?.extensions).toEqual({ code: "BUSY", retryAfterSeconds: 2 });
      expect(headers.get("retry-after")).toBe("2");
    }
    for (const { status, body } of replies.filter((reply) => !busy.includes(reply))) {
      expect([status, body.data?.payload && faultsOf(body.data.payload)]).toEqual([200, []]);
    }
  });

  test("are refused before anything is done for them", async () => {
    const stuck = await createTestServer(
      { GATEHOUSE_HASH_WORKERS: "1", GATEHOUSE_HASH_QUEUE: "0", GATEHOUSE_LOG_LEVEL: "silent" },
      {
        hashingThreadFile: new URL(
          "data:text/javascript,import { BroadcastChannel, parentPort } from 'node:worker_threads'; const hashing = new BroadcastChannel('hashing'); parentPort.on('message', () => hashing.postMessage(true));",
        ),
      },
    );
    const hashing = new BroadcastChannel("hashing");
    try {
      const attempt = async () => send(stuck.client(), "logIn", { identifier: "anybody", password: goodPassword });
      // It has the only thread, for ever.
      const hashed = once(hashing as unknown as EventTarget, "message");
      attempt().catch(() => undefined);
      await hashed;
      const replies: Awaited<ReturnType<typeof attempt>>[] = [];
      expect(await statementsOf(async () => replies.push(await attempt()))).toEqual([]);
      expect(replies[0]).toMatchObject({ status: 503, code: "BUSY" });
      expect(replies[0]?.headers.get("retry-after")).toBe("2");
    } finally {
      hashing.close();
      await stuck.stop();
    }
  });

  test("that come all at once are judged, or refused before their account is looked up", async () => {
    const people = await Promise.all(Array.from({ length: 12 }, async () => createPerson(narrow)));
    const replies: Awaited<ReturnType<typeof send>>[] = [];
    const statements = await statementsOf(async () => {
      const attempts = people.map(async ({ username: identifier, password }) => send(narrow.client(), "logIn", { identifier, password }));
      replies.push(...(await Promise.all(attempts)));
    });
    const judged = replies.filter(({ status }) => status === 200);
    expect(judged.length).toBeLessThan(people.length);
    expect(statements.filter((text) => text.includes("username_key = $2"))).toHaveLength(judged.length);
    expect(statements.filter((text) => text.includes("INTO lockouts"))).toHaveLength(judged.length);
  });

  test("are not counted against the account that was not checked", async () => {
    const { username: identifier, password } = await createPerson(narrow);
    for (let round = 0; round < 4; round++) {
      await Promise.all(Array.from({ length: 10 }, async () => send(narrow.client(), "logIn", { identifier, password })));
    }
    expect(faultsOf(await logIn(narrow.client(), { identifier, password }))).toEqual([]);
  });
});
