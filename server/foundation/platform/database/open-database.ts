import { DataSource, type MigrationInterface } from "typeorm";

import type { Log } from "../log.js";
import { noTelemetry, type Telemetry } from "../telemetry/telemetry.js";
import { Database } from "./database.js";

/** How the database is reached: a URL, or the Unix socket of the embedded server. */
export type DatabaseAddress =
  { readonly url: string } | { readonly socketDirectory: string; readonly port: number; readonly user: string; readonly database: string };

/** What {@link openDatabase} needs to know beside the address. */
export interface DatabaseOptions {
  readonly address: DatabaseAddress;
  readonly poolSize: number;
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly log: Log;
  readonly telemetry?: Telemetry;
}

/** No statement may hold a connection longer than this; a request that needs more is at fault. */
const limitsInMilliseconds = { statement_timeout: 15_000, lock_timeout: 5_000, idle_in_transaction_session_timeout: 30_000 };

/** Longest wait for a free connection; the request is answered "try again" then. */
const connectionTimeoutMillis = 3_000;

/**
 * Connects to PostgreSQL.
 *
 * @throws an error for which `isUnavailable` holds, or one of PostgreSQL's, when that is not possible now
 */
export async function openDatabase({
  address,
  poolSize,
  entities,
  migrations,
  log,
  telemetry = noTelemetry,
}: DatabaseOptions): Promise<Database> {
  const dataSource = new DataSource({
    type: "postgres",
    entities: [...entities],
    migrations: [...migrations],
    migrationsTableName: "migrations",
    installExtensions: false,
    logging: false,
    poolErrorHandler: (error: Error) => log.warn({ err: error }, "lost an idle database connection"),
    extra: {
      ...connectionOf(address),
      max: poolSize,
      connectionTimeoutMillis,
      application_name: "gatehouse",
      ...limitsInMilliseconds,
    },
  });
  await dataSource.initialize();
  const database = new Database(dataSource, (error) => log.error({ err: error }, "work after a commit failed"), telemetry.tracing);
  telemetry.metrics.watch("gatehouse_database_connections", () =>
    Object.entries(database.connections).map(([state, value]) => ({ labels: { state }, value })),
  );
  return database;
}

/** Everything is said for the embedded server, so that variables such as PGSSLMODE cannot steer the driver elsewhere. */
function connectionOf(address: DatabaseAddress): object {
  if ("url" in address) return { connectionString: address.url };
  const { socketDirectory, port, user, database } = address;
  return { host: socketDirectory, port, user, database, ssl: false };
}
