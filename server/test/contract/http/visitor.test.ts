import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "@jest/globals";

import { UserErrors } from "../../../foundation/kernel/user-error.js";
import { MemoryMailTransport } from "../../../foundation/platform/mail/memory-mail-transport.js";
import { createGatehouse } from "../../../index.js";
import { refuseImpersonators } from "../../../visitor.js";
import { GraphqlClient } from "../../support/graphql-client.js";
import { invitationFor, resetTokenFor } from "../../support/mailbox.js";
import { mutate, send } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import { administer, userId } from "../../support/staff.js";
import { createTestDatabase } from "../../support/test-database.js";
import type { TestServer } from "../../support/test-server.js";

const testDatabase = await createTestDatabase();
const mail = new MemoryMailTransport();
const gatehouse = await createGatehouse({
  environment: { ...testDatabase.settings, GATEHOUSE_SECRET_KEYS: "k".repeat(32), GATEHOUSE_BCRYPT_COST: "4", NODE_ENV: "test" },
  mail,
  hashingThreadFile: new URL("../../../../dist/server/modules/passwords/hashing/hashing-thread.js", import.meta.url),
});
const whoAmI = gatehouse.protect(
  async () => undefined,
  (_req, res, { user, impersonator }) => void res.end(JSON.stringify([user?.username ?? null, impersonator?.name ?? null])),
);
const orders = gatehouse.protect(refuseImpersonators(), (_req, res) => void res.end("ordered"));
const routes = new Map([
  ["/me", whoAmI],
  ["/orders", orders],
]);
const shop = createServer((req, res) => (routes.get(req.url ?? "") ?? gatehouse.listener)(req, res)).listen(0, "127.0.0.1");
await once(shop, "listening");
const url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
const server: TestServer = {
  url,
  database: gatehouse.database,
  mail,
  client: () => new GraphqlClient(url),
  setUpToken: async () => gatehouse.issueSetUpToken(),
  stop: async () => {
    shop.close();
    await gatehouse.close();
    await testDatabase.drop();
  },
};
afterAll(async () => server.stop());

async function get(path: string, client: GraphqlClient): Promise<string> {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return (await fetch(`${url}${path}`, { headers: { cookie } })).text();
}

test("a route of an integrator learns who really asks, and can refuse whoever acts as somebody else", async () => {
  const [root, target] = [await createPerson(server, { isSuperuser: true }), await createPerson(server)];
  const client = await clientOf(server, root);
  expect([await get("/me", client), await get("/orders", client)]).toEqual([JSON.stringify([root.username, null]), "ordered"]);
  await mutate(client, "impersonateUser", { id: userId(target), reason: "support" });
  expect(await get("/me", client)).toBe(JSON.stringify([target.username, root.username]));
  expect(JSON.parse(await get("/orders", client))).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
  expect(await get("/me", server.client())).toBe(JSON.stringify([null, null]));
});

test("hooks and listeners hear of mailed tokens and of log-outs, and get no password record", async () => {
  const heard: [string, { user: object | null }][] = [];
  const { signals, hooks } = gatehouse;
  hooks.beforePasswordChange.use(async (event) => void heard.push(["beforePasswordChange", event]));
  for (const name of ["passwordReset", "invitationAccepted", "userLoggedOut"] as const) {
    signals[name].connect(async (event) => void heard.push([name, event]));
  }
  const [root, invited] = [await createPerson(server, { isSuperuser: true }), await createPerson(server)];
  const client = await clientOf(server, root);
  await server.database.execute("UPDATE users SET password = '!' WHERE id = $1", [invited.id]);
  await administer(client, "sendInvitation", { id: userId(invited) });
  const newPassword = "quiet-Harbour-lamp-7";
  await mutate(client, "acceptInvitation", { token: await invitationFor(server, invited.email), newPassword });
  await mutate(client, "requestPasswordReset", { email: invited.email });
  await mutate(client, "confirmPasswordReset", { token: await resetTokenFor(server, invited.email), newPassword });
  await mutate(client, "impersonateUser", { id: userId(invited), reason: "support" });
  await mutate(client, "logOut");
  expect(heard.map(([name, { user }]) => [name, (user as { username: string }).username])).toEqual([
    ["beforePasswordChange", invited.username],
    ["invitationAccepted", invited.username],
    ["beforePasswordChange", invited.username],
    ["passwordReset", invited.username],
    ["userLoggedOut", root.username],
  ]);
  expect(heard.filter(([, { user }]) => "password" in (user ?? {}))).toEqual([]);
});

test("a hook hears of a log-in with the account as it is then, and may forbid it", async () => {
  const person = await createPerson(server, { firstName: "Ada" });
  const attempt = async () => send(server.client(), "logIn", { identifier: person.username, password: person.password });
  const heard: object[] = [];
  gatehouse.hooks.beforeLogIn.use(async ({ user, backend }) => {
    heard.push({ ...user, backend });
    if (user.firstName === "Barred") throw new UserErrors([{ code: "INVALID", message: "Not today.", path: [] }]);
  });
  expect((await attempt()).body.data?.payload).toMatchObject({ userErrors: [] });
  await server.database.execute("UPDATE users SET first_name = 'Barred' WHERE id = $1", [person.id]);
  const sessions = async () => server.database.query("SELECT id FROM sessions WHERE user_id = $1", [person.id]);
  const before = await sessions();
  expect((await attempt()).body.data?.payload).toMatchObject({ userErrors: [{ code: "INVALID", message: "Not today." }] });
  expect(await sessions()).toEqual(before);
  expect(heard).toEqual([
    expect.objectContaining({ id: person.id, firstName: "Ada", backend: "password" }),
    expect.objectContaining({ id: person.id, firstName: "Barred" }),
  ]);
  expect(heard.filter((user) => "password" in user)).toEqual([]);
});

test("credentials that an integrator keeps are judged by the account as it is each time", async () => {
  const person = await createPerson(server);
  const credentials = { identifier: person.username, password: person.password };
  const verdicts: (string | null)[] = [];
  const door = createServer((req, res) => {
    void gatehouse.authenticate(credentials, req, res).then((user) => {
      verdicts.push(user && user.username);
      res.end();
    });
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  const ask = async () => fetch(`http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  await ask();
  await server.database.execute("UPDATE users SET is_active = false WHERE id = $1", [person.id]);
  await ask();
  await server.database.execute("UPDATE users SET is_active = true, password = '!' WHERE id = $1", [person.id]);
  await ask();
  door.close();
  expect(verdicts).toEqual([person.username, null, null]);
});
