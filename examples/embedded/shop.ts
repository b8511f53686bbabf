import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createGatehouse, type Gatehouse, requireLogin, requirePermission, type Visitor } from "gatehouse-identity";

import type { CompanyDirectory } from "./company-directory.js";
import { accountOf, DirectoryBackend } from "./directory-backend.js";
import { type OrderOwners, OrderRights } from "./order-rights.js";
import { checkSignUp } from "./sign-up-rules.js";
import { createSpoolMailTransport } from "./spool-mail-transport.js";

/** What the shop runs with. */
export interface ShopOptions {
  /** Settings of Gatehouse by name. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Lets employees log in with it; absent for a shop whose employees have to sign up like everybody. */
  readonly directory?: CompanyDirectory;
  /** Logins of the employees who manage the shop. */
  readonly managers?: readonly string[];
  /** Who ordered what. */
  readonly orders?: OrderOwners;
  /** Where mails are put. */
  readonly spoolDirectory: string;
  /** Gets a line whenever somebody signs up. */
  readonly tell: (line: string) => void;
}

/** The running shop. */
export interface Shop {
  readonly url: string;
  readonly gatehouse: Gatehouse;
  close(): Promise<void>;
}

type Listener = (req: IncomingMessage, res: ServerResponse) => void;

/** Opens the shop on a port of this machine; 0 takes a free one. */
export async function openShop(options: ShopOptions, port = 0): Promise<Shop> {
  const { environment, directory, spoolDirectory, tell, orders = new Map() } = options;
  const gatehouse = await createGatehouse({
    environment,
    mail: createSpoolMailTransport(spoolDirectory),
    backends: (password, users) => (directory ? [new DirectoryBackend(directory, users), password] : [password]),
    models: [{ appLabel: "shop", model: "order", label: "order" }],
    objectPermissions: new OrderRights(orders),
  });
  gatehouse.hooks.beforeSignUp.use(({ person }) => checkSignUp(person));
  gatehouse.signals.userSignedUp.connect(({ user }) => tell(`${user.username} signed up`));
  await appointManagers(gatehouse, options);

  const routes = routesOf(gatehouse);
  const server = createServer((req, res) => {
    const path = req.url?.split("?", 1)[0];
    const listener = routes.get(`${req.method} ${path}`) ?? gatehouse.listener;
    listener(req, res);
  });
  await once(server.listen(port, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    gatehouse,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await gatehouse.close();
    },
  };
}

/** The addresses of the shop itself. All others, `/graphql` among them, are Gatehouse's. */
function routesOf(gatehouse: Gatehouse): ReadonlyMap<string, Listener> {
  return new Map([
    ["GET /me", gatehouse.protect(requireLogin(), (_req, res, { user }) => answer(res, 200, { hello: user?.username }))],
    ["GET /reports", gatehouse.protect(requirePermission("auth.view_user"), (_req, res) => answer(res, 200, { visitors: 7 }))],
    ["GET /order", gatehouse.protect(requireLogin(), showOrder)],
    ["POST /orders", gatehouse.protect(requirePermission("shop.add_order"), (_req, res) => answer(res, 201, { order: 1 }))],
  ]);
}

/** `/order?id=7`: who may see it depends on the order, so the route itself asks. */
async function showOrder(req: IncomingMessage, res: ServerResponse, visitor: Visitor): Promise<void> {
  const id = new URL(req.url ?? "", "http://shop").searchParams.get("id") ?? "";
  await requirePermission("shop.view_order", id)(visitor);
  answer(res, 200, { order: id });
}

/** Makes the accounts of managers before they first log in, so that they find their permissions. */
async function appointManagers({ users }: Gatehouse, { directory, managers = [] }: ShopOptions): Promise<void> {
  for (const login of managers) {
    const employee = await directory?.find(login);
    if (!employee) continue;
    const user = await users.findOrCreate(accountOf(employee));
    await users.grant(user, ["auth.view_user", "shop.add_order"]);
  }
}

function answer(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" }).end(JSON.stringify(body));
}
