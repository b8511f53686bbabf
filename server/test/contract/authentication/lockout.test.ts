import { afterAll, describe, expect, test } from "@jest/globals";
import { faultsOf, logIn, mutate, send } from "../../support/operations.js";
import { clientOf, createPerson, type Person } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";

const budget = 5;
const server = await createTestServer({ GATEHOUSE_LOCKOUT_FREE_FAILURES: String(budget), GATEHOUSE_HASH_QUEUE: "300" });
afterAll(async () => server.stop());

const wrong = "wrong-Tulip-river-42";

/** How often a password of the person was judged and found wrong. */
async function judged({ id }: Person): Promise<number> {
  const [row] = await server.database.query<{ count: string }>(
    "SELECT count(*) AS count FROM log_entries WHERE outcome = 'FAILURE' AND object_id = $1",
    [id],
  );
  return Number(row?.count);
}

async function failOften(person: Person): Promise<void> {
  for (let attempt = 0; attempt < budget; attempt++) await logIn(server.client(), { identifier: person.username, password: wrong });
}

describe("lockout", () => {
  test("lets 200 parallel guesses through log-in and password change judge no more passwords than the budget allows", async () => {
    const person = await createPerson(server);
    const owner = await clientOf(server, person);
    const guesses = Array.from({ length: 200 }, async (_, index) => {
      if (index % 3 === 0) return send(owner, "changePassword", { currentPassword: wrong, newPassword: "next-Tulip-river-42" });
      return send(server.client(), "logIn", { identifier: index % 3 === 1 ? person.username : person.email, password: wrong });
    });
    const replies = await Promise.all(guesses);
    expect(await judged(person)).toBeLessThanOrEqual(budget);
    const codes = new Set(replies.map(({ code }) => code));
    expect([...codes].every((code) => code === undefined || code === "RATE_LIMITED" || code === "BUSY")).toBe(true);
  });

  test("makes strangers wait, even with the right password, and says how long", async () => {
    const person = await createPerson(server);
    await failOften(person);
    const { status, headers, body } = await send(server.client(), "logIn", { identifier: person.username, password: person.password });
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([429, "RATE_LIMITED"]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("spares a device on which the user has logged in before", async () => {
    const person = await createPerson(server);
    const browser = await clientOf(server, person);
    await mutate(browser, "logOut");
    await failOften(person);
    expect(faultsOf(await logIn(browser, { identifier: person.username, password: person.password }))).toEqual([]);
  });

  test("gives a known device a budget of its own, not an endless one", async () => {
    const person = await createPerson(server);
    const browser = await clientOf(server, person);
    for (let attempt = 0; attempt < budget; attempt++) await logIn(browser, { identifier: person.username, password: wrong });
    expect((await send(browser, "logIn", { identifier: person.username, password: person.password })).code).toBe("RATE_LIMITED");
  });

  test("believes no device cookie of another user or of another server", async () => {
    const [person, other] = [await createPerson(server), await createPerson(server)];
    const browser = await clientOf(server, other);
    await failOften(person);
    expect((await send(browser, "logIn", { identifier: person.username, password: person.password })).code).toBe("RATE_LIMITED");
    const forged = server.client();
    forged.cookies.set("gatehouse_device", `device~${person.id}.AAAAAAAAAAAAAAAAAAAAAA`);
    expect((await send(forged, "logIn", { identifier: person.username, password: person.password })).code).toBe("RATE_LIMITED");
  });

  test("takes a device for a stranger's once the password is another one", async () => {
    const person = await createPerson(server);
    const thief = await clientOf(server, person);
    const owner = await clientOf(server, person);
    const newPassword = "next-Tulip-river-42";
    await mutate(owner, "changePassword", { currentPassword: person.password, newPassword });
    await mutate(owner, "logOut");
    await failOften(person);
    expect((await send(thief, "logIn", { identifier: person.username, password: wrong })).code).toBe("RATE_LIMITED");
    expect(faultsOf(await logIn(owner, { identifier: person.username, password: newPassword }))).toEqual([]);
  });

  test("waits longer with each failure", async () => {
    const person = await createPerson(server);
    await failOften(person);
    const waits: number[] = [];
    for (let round = 0; round < 3; round++) {
      const { body } = await send(server.client(), "logIn", { identifier: person.username, password: wrong });
      waits.push(Number(body.errors?.[0]?.extensions["retryAfterSeconds"]));
      await server.database.execute("UPDATE lockouts SET locked_until = now() WHERE account_id = $1", [person.id]);
      await logIn(server.client(), { identifier: person.username, password: wrong });
    }
    expect(waits).toEqual([30, 60, 120]);
  });

  test("is over with a right password", async () => {
    const person = await createPerson(server);
    for (let round = 0; round < 3; round++) {
      for (let attempt = 0; attempt < budget - 1; attempt++) await logIn(server.client(), { identifier: person.username, password: wrong });
      expect(faultsOf(await logIn(server.client(), { identifier: person.username, password: person.password }))).toEqual([]);
    }
  });

  test("is over with a right password at a door for staff, of somebody who is not staff", async () => {
    const person = await createPerson(server);
    for (let attempt = 0; attempt < budget - 1; attempt++) await logIn(server.client(), { identifier: person.username, password: wrong });
    const { username: identifier, password } = person;
    expect(faultsOf(await logIn(server.client(), { identifier, password, staffOnly: true }))).toEqual(["INVALID_CREDENTIALS"]);
    expect(await server.database.query("SELECT 1 FROM lockouts WHERE account_id = $1", [person.id])).toEqual([]);
  });

  test("looks the same for identifiers that nobody has", async () => {
    const client = server.client();
    for (let attempt = 0; attempt < budget; attempt++) await logIn(client, { identifier: "nobody-at-all", password: wrong });
    const { status, body } = await send(client, "logIn", { identifier: "NOBODY-at-all", password: wrong });
    expect([status, body.errors?.[0]?.extensions]).toEqual([429, { code: "RATE_LIMITED", retryAfterSeconds: 30 }]);
  });

  test("does not count many right log-ins at once as failures", async () => {
    const person = await createPerson(server);
    const replies = await Promise.all(
      Array.from({ length: 20 }, async () => send(server.client(), "logIn", { identifier: person.username, password: person.password })),
    );
    expect(replies.map(({ code }) => code)).toEqual(Array.from({ length: 20 }, () => undefined));
  });
});
