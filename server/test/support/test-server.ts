import type { Replacements } from "../../composition.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { MemoryMailTransport } from "../../foundation/platform/mail/memory-mail-transport.js";
import { type Environment, loadSettings } from "../../foundation/platform/settings/load-settings.js";
import { serve } from "../../serve.js";
import { GraphqlClient } from "./graphql-client.js";
import { createTestDatabase } from "./test-database.js";

/** Our server on a free port, with a database of its own. */
export interface TestServer {
  readonly url: string;
  /** Where metrics are read, when on an address of their own. */
  readonly metricsUrl?: string | undefined;
  readonly database: Database;
  readonly mail: MemoryMailTransport;
  /** A new client without any session. */
  client(): GraphqlClient;
  /** What a development server prints in a link while there is no superuser; null when there is one. */
  setUpToken(): Promise<string | null>;
  /** Stops the server and drops its database. */
  stop(): Promise<void>;
}

const built = new URL("../../../dist/", import.meta.url);

/** Cheap hashes, and no limits on attempts: tests of limits switch them on. */
const testEnvironment: Environment = {
  NODE_ENV: "test",
  PORT: "0",
  GATEHOUSE_SECRET_KEYS: "a key for tests that everybody knows",
  GATEHOUSE_BCRYPT_COST: "4",
  GATEHOUSE_LOG_LEVEL: "error",
  GATEHOUSE_INTROSPECTION: "off",
  GATEHOUSE_THROTTLE_LOG_IN: "off",
  GATEHOUSE_THROTTLE_LOG_IN_FAILED: "off",
  GATEHOUSE_THROTTLE_SIGN_UP: "off",
  GATEHOUSE_THROTTLE_CHANGE_PASSWORD: "off",
  GATEHOUSE_THROTTLE_REQUEST_PASSWORD_RESET: "off",
  GATEHOUSE_THROTTLE_CONFIRM_PASSWORD_RESET: "off",
};

/**
 * Starts the server in this process.
 *
 * @param environment settings that differ from those of the other tests, by the names of environment variables
 */
export async function createTestServer(environment: Environment = {}, replacements: Replacements = {}): Promise<TestServer> {
  const testDatabase = await createTestDatabase();
  const mail = new MemoryMailTransport();
  const settings = loadSettings({ ...testEnvironment, ...testDatabase.settings, ...environment });
  const server = await serve(settings, () => undefined, {
    mail,
    hashingThreadFile: new URL("server/modules/passwords/hashing/hashing-thread.js", built),
    ...replacements,
  });
  return {
    url: server.url,
    metricsUrl: server.metricsUrl,
    database: server.gatehouse.database,
    mail,
    client: () => new GraphqlClient(server.url),
    setUpToken: async () => server.gatehouse.issueSetUpToken(),
    stop: async () => {
      await server.stop();
      await testDatabase.drop();
    },
  };
}
