import { DataSource, type MigrationInterface } from "typeorm";

import type { Log } from "../log.js";
import { noTelemetry, type Telemetry } from "../telemetry/telemetry.js";
import { Database } from "./database.js";
import { isStartupParameterRefused } from "./database-errors.js";
import { Replica } from "./replica.js";
import { Replicas } from "./replicas.js";
import { limitsForRole, startupLimits } from "./startup-limits.js";

/** How the database is reached: a URL, or the Unix socket of the embedded server. */
export type DatabaseAddress =
  { readonly url: string } | { readonly socketDirectory: string; readonly port: number; readonly user: string; readonly database: string };

/** What {@link openDatabase} needs to know beside the address. */
export interface OpenDatabaseOptions {
  readonly address: DatabaseAddress;
  readonly poolSize: number;
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly log: Log;
  readonly telemetry?: Telemetry;
  /** On when not said. */
  readonly namedStatements?: boolean;
  readonly replicas?: { readonly urls: readonly string[]; readonly maxLagSeconds: number };
}

/** Longest wait for a free connection; the request is answered "try again" then. */
const connectionTimeoutMillis = 3_000;

/** Longest wait for the answer of a replica: longer than it may take, so that only one that hangs is given up. */
const replicaTimeoutMilliseconds = 16_000;

const primaryPosition = "SELECT (pg_current_wal_flush_lsn() - '0/0')::float8 AS position";

/**
 * Connects to PostgreSQL. Replicas are not asked before {@link Database.followReplicas}.
 *
 * @throws an error for which `isUnavailable` holds, or one of PostgreSQL's, when that is not possible now
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { log, namedStatements = true, replicas, telemetry = noTelemetry } = options;
  const dataSource = await connectTo(options);
  const onAfterCommitError = (error: unknown): void => log.error({ err: error }, "work after a commit failed");
  const isReplicated = replicas !== undefined && replicas.urls.length > 0;
  const database = new Database(dataSource, {
    onAfterCommitError,
    tracing: telemetry.tracing,
    namedStatements,
    ...(isReplicated && { replicas: openReplicas(dataSource, options, replicas) }),
  });
  telemetry.metrics.watch("gatehouse_database_connections", () =>
    Object.entries(database.connections).map(([state, value]) => ({ labels: { state }, value })),
  );
  return database;
}

/** A pooler may refuse limits that are sent with the first message of a connection; then the database has to know them by itself. */
async function connectTo(options: OpenDatabaseOptions): Promise<DataSource> {
  try {
    return await createDataSource(options, startupLimits).initialize();
  } catch (error) {
    if (!isStartupParameterRefused(error)) throw error;
    const dataSource = await createDataSource(options, {}).initialize();
    const rows = await dataSource.query<{ is_set: boolean }[]>("SELECT current_setting('statement_timeout') <> '0' AS is_set");
    if (!rows[0]?.is_set)
      options.log.warn(`the pooler takes no limits of time, and the database has none; run there once: ${limitsForRole}`);
    return dataSource;
  }
}

function createDataSource({ address, poolSize, entities, migrations, log }: OpenDatabaseOptions, limits: object): DataSource {
  const dataSource: DataSource = new DataSource({
    type: "postgres",
    entities: [...entities],
    migrations: [...migrations],
    migrationsTableName: "migrations",
    installExtensions: false,
    logging: false,
    // After the end, connections are still going away, and the embedded server does not wait for them.
    poolErrorHandler: (error: Error) => dataSource.isInitialized && log.warn({ err: error }, "lost an idle database connection"),
    extra: { ...connectionOf(address), max: poolSize, connectionTimeoutMillis, application_name: "gatehouse", ...limits },
  });
  return dataSource;
}

function openReplicas(
  dataSource: DataSource,
  { poolSize, log }: OpenDatabaseOptions,
  { urls, maxLagSeconds }: NonNullable<OpenDatabaseOptions["replicas"]>,
): Replicas {
  const common = { max: poolSize, connectionTimeoutMillis, query_timeout: replicaTimeoutMilliseconds, application_name: "gatehouse" };
  const replicas = urls.map((url, index) => new Replica({ ...common, connectionString: url }, `${index + 1} of ${urls.length}`));
  const positionOf = async (): Promise<number> => {
    const [row] = await dataSource.query<{ position: number }[]>(primaryPosition);
    if (!row) throw new Error("the primary said nothing");
    return row.position;
  };
  return new Replicas(replicas, positionOf, { maxLagSeconds, log });
}

/** Everything is said for the embedded server, so that variables such as PGSSLMODE cannot steer the driver elsewhere. */
function connectionOf(address: DatabaseAddress): object {
  if ("url" in address) return { connectionString: address.url };
  const { socketDirectory, port, user, database } = address;
  return { host: socketDirectory, port, user, database, ssl: false };
}
