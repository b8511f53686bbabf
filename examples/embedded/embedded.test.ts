import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { MailMessage, UserRecord } from "gatehouse-identity";
import { describeBackend, describeMailTransport, describeObjectPermissionSource } from "gatehouse-identity/testing";

import { until } from "../../server/test/faults/until.js";
import { GraphqlClient } from "../../server/test/support/graphql-client.js";
import { faultsOf, logIn, mutate, whoIs } from "../../server/test/support/operations.js";
import { createTestDatabase, type TestDatabase } from "../../server/test/support/test-database.js";
import { createListedDirectory } from "./company-directory.js";
import { DirectoryBackend } from "./directory-backend.js";
import { OrderRights } from "./order-rights.js";
import { openShop, type Shop } from "./shop.js";
import { createSpoolMailTransport } from "./spool-mail-transport.js";

const password = "brave-Tulip-river-42";
const directory = createListedDirectory([
  { login: "grace", password: "grace-Word-17", firstName: "Grace", lastName: "Hopper", email: "grace@example.com", hasLeft: false },
  { login: "edsger", password: "edsger-Word-17", firstName: "Edsger", lastName: "Dijkstra", email: "", hasLeft: false },
  { login: "charles", password: "charles-Word-17", firstName: "Charles", lastName: "Babbage", email: "", hasLeft: true },
]);
const ownPage = "https://shop.example.com";

const spoolDirectory = mkdtempSync(join(tmpdir(), "gatehouse-spool-"));
const told: string[] = [];
let database: TestDatabase;
let shop: Shop;

beforeAll(async () => {
  database = await createTestDatabase();
  shop = await open({ withDirectory: true });
});
afterAll(async () => {
  await shop.close();
  await database.drop();
  rmSync(spoolDirectory, { recursive: true });
});

async function open({ withDirectory }: { withDirectory: boolean }): Promise<Shop> {
  const environment = {
    NODE_ENV: "test",
    DATABASE_URL: database.url,
    GATEHOUSE_SECRET_KEYS: "a key for tests that everybody knows",
    GATEHOUSE_BCRYPT_COST: "4",
    GATEHOUSE_LOG_LEVEL: "error",
    GATEHOUSE_ALLOWED_ORIGINS: ownPage,
  };
  const orders = new Map([["7", "customer"]]);
  const options = { environment, managers: ["grace"], orders, spoolDirectory, tell: (line: string) => told.push(line) };
  return openShop(withDirectory ? { ...options, directory } : options);
}

async function signUp(username: string, email = `${username}@example.com`) {
  return mutate(new GraphqlClient(shop.url), "signUp", { username, email, password });
}

/** A client of somebody who has logged in. */
async function visitor(identifier: string, secret = password): Promise<GraphqlClient> {
  const client = new GraphqlClient(shop.url);
  expect(faultsOf(await logIn(client, { identifier, password: secret }))).toEqual([]);
  return client;
}

async function visit(client: GraphqlClient, route: string, headers: Record<string, string> = {}) {
  const [method = "", path = ""] = route.split(" ");
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(shop.url + path, { method, headers: { cookie, ...headers } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function codeOf({ body }: { readonly body: Record<string, unknown> }): unknown {
  return (body["errors"] as { extensions: { code: string } }[] | undefined)?.[0]?.extensions.code;
}

describe("the embedding example", () => {
  test("serves Gatehouse beside its own addresses", async () => {
    expect((await fetch(`${shop.url}/readyz`)).status).toBe(200);
    expect((await fetch(`${shop.url}/nowhere`)).status).toBe(404);
  });

  test("tells its own log who signed up", async () => {
    expect((await signUp("ada")).user).toMatchObject({ username: "ada" });
    await until("the listener is told", () => told.includes("ada signed up"));
  });

  test("turns strangers away by a hook, with an error at the field", async () => {
    const { user, userErrors } = await signUp("eve", "eve@elsewhere.example");
    expect(user).toBeNull();
    expect(userErrors).toEqual([
      { code: "INVALID", path: ["input", "email"], message: expect.stringContaining("example.com"), params: { domain: "example.com" } },
    ]);
    expect(faultsOf(await logIn(new GraphqlClient(shop.url), { identifier: "eve", password }))).toEqual(["INVALID_CREDENTIALS"]);
  });

  test("keeps the names of employees for them", async () => {
    expect(faultsOf(await signUp("Grace@Directory", "mallory@example.com"))).toEqual(["ALREADY_TAKEN input.username"]);
  });

  test("sends mail its own way", async () => {
    await signUp("joan");
    await mutate(new GraphqlClient(shop.url), "requestPasswordReset", { email: "joan@example.com" });
    const mail = await until("the mail is spooled", () => spooled().find(({ to }) => to === "joan@example.com"));
    expect(mail.subject).toMatch(/reset/i);
  });

  test("lets employees in with the company's password, and makes their account", async () => {
    const client = await visitor("edsger", "edsger-Word-17");
    expect(await visit(client, "GET /me")).toEqual({ status: 200, body: { hello: "edsger@directory" } });
    await visitor("edsger", "edsger-Word-17");
    expect(await shop.gatehouse.users.findByUsername("edsger@directory")).toMatchObject({ lastName: "Dijkstra", isStaff: true });
  });

  test("keeps out who has left, whatever other account has that name", async () => {
    await signUp("charles");
    for (const secret of [password, "charles-Word-17"]) {
      const reply = await logIn(new GraphqlClient(shop.url), { identifier: "charles", password: secret });
      expect(faultsOf(reply)).toEqual(["INVALID_CREDENTIALS"]);
    }
  });
});

describe("a guarded route", () => {
  test("lets four kinds of caller have what they may", async () => {
    await signUp("alan");
    const callers = {
      anonymous: new GraphqlClient(shop.url),
      plain: await visitor("alan"),
      staff: await visitor("edsger", "edsger-Word-17"),
      permitted: await visitor("grace", "grace-Word-17"),
    };
    const answers = await Promise.all(Object.values(callers).map(async (client) => visit(client, "GET /reports")));
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 403, 200]);
    expect(answers.map(codeOf)).toEqual(["UNAUTHENTICATED", "FORBIDDEN", "FORBIDDEN", undefined]);
    expect(answers[2]?.body).toMatchObject({ errors: [{ extensions: { requiredPermissions: ["auth.view_user"] } }] });
    expect(answers[3]?.body).toEqual({ visitors: 7 });
  });

  test("that needs a log-in and no more is open to every user", async () => {
    await signUp("barbara");
    expect((await visit(new GraphqlClient(shop.url), "GET /me")).status).toBe(401);
    expect((await visit(await visitor("barbara"), "GET /me")).body).toEqual({ hello: "barbara" });
  });

  test("takes a permission of the shop's own", async () => {
    expect(await visit(await visitor("grace", "grace-Word-17"), "POST /orders", { origin: ownPage })).toMatchObject({ status: 201 });
    const refused = await visit(await visitor("edsger", "edsger-Word-17"), "POST /orders", { origin: ownPage });
    expect(refused.status).toBe(403);
  });

  test("about one object lets its owner pass, and nobody else", async () => {
    for (const username of ["customer", "competitor"]) await signUp(username);
    const [owner, other] = [await visitor("customer"), await visitor("competitor")];
    const callers = [new GraphqlClient(shop.url), other, owner];
    const answers = await Promise.all(callers.map(async (client) => visit(client, "GET /order?id=7")));
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 200]);
    expect(answers[2]?.body).toEqual({ order: "7" });
    expect((await visit(owner, "GET /order?id=8")).status).toBe(403);
    const document = '{ viewer { all: can(permission: "shop.view_order") one: can(permission: "shop.view_order", objectId: "7") } }';
    expect(await owner.ask(document)).toEqual({ viewer: { all: false, one: true } });
  });

  test("takes no request that a foreign page has a browser send", async () => {
    const manager = await visitor("grace", "grace-Word-17");
    const answer = await visit(manager, "POST /orders", { origin: "https://evil.example" });
    expect(answer.status).toBe(403);
    expect(codeOf(answer)).toBe("CSRF_FAILED");
  });
});

test("the sessions of a backend end when it is taken away", async () => {
  const employee = await visitor("grace", "grace-Word-17");
  await signUp("dorothy");
  const customer = await visitor("dorothy");
  await shop.close();
  shop = await open({ withDirectory: false });
  try {
    expect(await whoIs(at(shop, employee))).toBeNull();
    expect((await visit(employee, "GET /reports")).status).toBe(401);
    expect(await whoIs(at(shop, customer))).toBe("dorothy");
  } finally {
    await shop.close();
    shop = await open({ withDirectory: true });
  }
});

const edsger = { identifier: "edsger", password: "edsger-Word-17" };
const edsgerName = "edsger@directory";
let edsgerUser: UserRecord;
beforeAll(async () => {
  edsgerUser = await shop.gatehouse.users.findOrCreate({ username: edsgerName, lastName: "Dijkstra", isStaff: true });
});

describeBackend(
  "DirectoryBackend",
  {
    makeBackend: () => new DirectoryBackend(directory, shop.gatehouse.users),
    known: () => ({ credentials: edsger, userId: edsgerUser.id }),
    wrong: () => ({ "an unknown login": { ...edsger, identifier: "nobody" }, "a wrong password": { ...edsger, password } }),
    refused: () => ({ "a login of somebody who has left": { identifier: "charles", password: "charles-Word-17" } }),
  },
  { describe, test },
);

describeObjectPermissionSource(
  "OrderRights",
  {
    makeSource: () => new OrderRights(new Map([["7", edsgerName]])),
    holder: () => ({ user: edsgerUser, permissions: async () => new Set() }),
    allowed: () => [{ permission: "shop.view_order", objectId: "7" }],
    denied: () => [
      { permission: "shop.view_order", objectId: "8" },
      { permission: "shop.change_order", objectId: "7" },
    ],
  },
  { describe, test },
);

describeMailTransport(
  "the spool",
  {
    makeTransport: () => createSpoolMailTransport(spoolDirectory),
    receivedBy: (address) => spooled().filter(({ to }) => to === address),
    makeBrokenTransport: () => createSpoolMailTransport(join(spoolDirectory, "missing")),
  },
  { describe, test },
);

function spooled(): MailMessage[] {
  const files = readdirSync(spoolDirectory).filter((name) => name.endsWith(".json"));
  return files.map((name) => JSON.parse(readFileSync(join(spoolDirectory, name), "utf8")) as MailMessage);
}

/** The same browser, which finds the restarted shop at another port. */
function at({ url }: Shop, client: GraphqlClient): GraphqlClient {
  const moved = new GraphqlClient(url);
  for (const [name, value] of client.cookies) moved.cookies.set(name, value);
  return moved;
}
