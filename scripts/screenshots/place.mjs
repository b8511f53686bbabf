import { createServer } from "node:net";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findBrowser, NO_BROWSER } from "../../admin-ui/e2e/support/find-browser.mjs";
import { startEmbeddedPostgres } from "../../dist/server/foundation/platform/embedded-postgres/embedded-postgres.js";
import { loadSettings } from "../../dist/server/foundation/platform/settings/load-settings.js";
import { serve } from "../../dist/server/serve.js";

/** @typedef {{ url: string, database: import("../../dist/server/foundation/platform/database/database.js").Database,
 *   browser: import("playwright-core").Browser }} Place */

/** Starts an empty database, a server and a browser, and ends all three when the work is done. */
export async function inPlace(work) {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(NO_BROWSER);
  const directory = mkdtempSync(join(tmpdir(), "gatehouse-screenshots-"));
  // The database of a root user runs under another account, which must be able to enter.
  chmodSync(directory, 0o755);
  const endings = [async () => rmSync(directory, { recursive: true, force: true })];
  try {
    const cluster = await startEmbeddedPostgres({ dataDir: join(directory, "postgres"), settings: { fsync: "off" }, log: () => {} });
    endings.unshift(async () => cluster.stop());
    const server = await serve(loadSettings(await environmentOf(cluster)), () => {});
    endings.unshift(async () => server.stop());
    const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
    endings.unshift(async () => browser.close());
    await work({ url: server.url, database: server.gatehouse.database, browser });
  } finally {
    for (const end of endings) await end();
  }
}

async function environmentOf({ user, port, socketDirectory }) {
  const off = ["LOG_IN", "LOG_IN_FAILED", "CHANGE_PASSWORD"].map((name) => [`GATEHOUSE_THROTTLE_${name}`, "off"]);
  return {
    ...Object.fromEntries(off),
    PORT: String(await freePort()),
    DATABASE_URL: `postgres://${user}@localhost:${port}/postgres?host=${encodeURIComponent(socketDirectory)}`,
    GATEHOUSE_SECRET_KEYS: "a key for pictures that everybody knows",
    GATEHOUSE_BCRYPT_COST: "4",
    GATEHOUSE_LOG_LEVEL: "error",
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}
