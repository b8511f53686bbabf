import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "@jest/globals";

import { createGatehouse } from "../../../index.js";
import { refuseImpersonators } from "../../../visitor.js";
import { GraphqlClient } from "../../support/graphql-client.js";
import { mutate } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import { userId } from "../../support/staff.js";
import { createTestDatabase } from "../../support/test-database.js";
import { createTestServer } from "../../support/test-server.js";

const testDatabase = await createTestDatabase();
const environment = { DATABASE_URL: testDatabase.url, GATEHOUSE_SECRET_KEYS: "k".repeat(32), NODE_ENV: "test" };
const server = await createTestServer(environment);
const gatehouse = await createGatehouse({ environment });
const whoAmI = gatehouse.protect(
  async () => undefined,
  (_req, res, { user, impersonator }) => void res.end(JSON.stringify([user?.username ?? null, impersonator?.name ?? null])),
);
const orders = gatehouse.protect(refuseImpersonators(), (_req, res) => void res.end("ordered"));
const shop = createServer((req, res) => (req.url === "/orders" ? orders : whoAmI)(req, res)).listen(0, "127.0.0.1");
await once(shop, "listening");
afterAll(async () => {
  shop.close();
  await gatehouse.close();
  await server.stop();
  await testDatabase.drop();
});

async function get(path: string, client: GraphqlClient): Promise<string> {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return (await fetch(`http://127.0.0.1:${(shop.address() as AddressInfo).port}${path}`, { headers: { cookie } })).text();
}

test("a route of an integrator learns who really asks, and can refuse whoever acts as somebody else", async () => {
  const [root, target] = [await createPerson(server, { isSuperuser: true }), await createPerson(server)];
  const client = await clientOf(server, root);
  expect([await get("/", client), await get("/orders", client)]).toEqual([JSON.stringify([root.username, null]), "ordered"]);
  await mutate(client, "impersonateUser", { id: userId(target), reason: "support" });
  expect(await get("/", client)).toBe(JSON.stringify([target.username, root.username]));
  expect(JSON.parse(await get("/orders", client))).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
  expect(await get("/", new GraphqlClient(server.url))).toBe(JSON.stringify([null, null]));
});
