import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../../../dist/server/foundation/platform/embedded-postgres/embedded-postgres.js";
import { loadSettings } from "../../../dist/server/foundation/platform/settings/load-settings.js";
import { serve } from "../../../dist/server/serve.js";
import { directDatabaseUrl, runAsAdministrator } from "./administrator.mjs";

/**
 * Before all tests: a PostgreSQL of their own, unless TEST_DATABASE_URL names one (as a superuser), and in it a migrated database
 * that each test file copies. The workers find both by environment variables.
 */
export default async function setUp() {
  if (process.env.TEST_DATABASE_URL === undefined) await startCluster();
  const template = `gatehouse_template_${randomUUID().replaceAll("-", "")}`;
  await runAsAdministrator(`CREATE DATABASE ${template}`);
  const environment = {
    NODE_ENV: "test",
    PORT: "0",
    DATABASE_URL: directDatabaseUrl(template),
    GATEHOUSE_SECRET_KEYS: randomUUID(),
    GATEHOUSE_INTROSPECTION: "off",
  };
  const server = await serve(loadSettings(environment), () => undefined);
  await server.stop();
  process.env.TEST_DATABASE_TEMPLATE = template;
}

async function startCluster() {
  const directory = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
  // The database of a root user runs under another account, which must be able to enter.
  chmodSync(directory, 0o755);
  const cluster = await startEmbeddedPostgres({
    dataDir: join(directory, "postgres"),
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" },
    log: () => undefined,
  });
  process.env.TEST_DATABASE_URL = `postgres://${cluster.user}@localhost:${cluster.port}/postgres?host=${encodeURIComponent(cluster.socketDirectory)}`;
  globalThis.testCluster = { cluster, directory };
}
