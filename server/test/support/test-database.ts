import { randomUUID } from "node:crypto";
import { databaseSettings, databaseUrl, runAsAdministrator } from "./administrator.mjs";

/** A migrated database for one test file. */
export interface TestDatabase {
  readonly url: string;
  /** With which a server uses it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whether what it is reached through bears named statements. */
  readonly namedStatements: boolean;
  readonly drop: () => Promise<void>;
}

/** Copies the migrated template; with `empty`, makes a database without a single table. */
export async function createTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const name = `gatehouse_test_${randomUUID().replaceAll("-", "")}`;
  await runAsAdministrator(`CREATE DATABASE ${name} TEMPLATE ${empty ? "template0" : process.env["TEST_DATABASE_TEMPLATE"]}`);
  const settings = databaseSettings(name);
  return {
    url: databaseUrl(name),
    settings,
    namedStatements: settings["GATEHOUSE_NAMED_STATEMENTS"] !== "off",
    drop: async () => runAsAdministrator(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}
