import { DataSource, type MigrationInterface } from "typeorm";

import type { Log } from "../log.js";
import { Database } from "./database.js";

/** How the database is reached: a URL, or the directory of the embedded server's Unix socket. */
export type DatabaseAddress = { readonly url: string } | { readonly socketDirectory: string; readonly database: string };

/** What {@link openDatabase} needs to know beside the address. */
export interface DatabaseOptions {
  readonly address: DatabaseAddress;
  readonly poolSize: number;
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly log: Log;
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
export async function openDatabase({ address, poolSize, entities, migrations, log }: DatabaseOptions): Promise<Database> {
  const connectionString = "url" in address ? address.url : undefined;
  const dataSource = new DataSource({
    type: "postgres",
    ...("socketDirectory" in address && { host: address.socketDirectory, username: "postgres", database: address.database }),
    entities: [...entities],
    migrations: [...migrations],
    migrationsTableName: "migrations",
    migrationsTransactionMode: "each",
    installExtensions: false,
    logging: false,
    poolErrorHandler: (error: Error) => log.warn({ err: error }, "lost an idle database connection"),
    extra: {
      ...(connectionString !== undefined && { connectionString }),
      max: poolSize,
      connectionTimeoutMillis,
      application_name: "gatehouse",
      ...limitsInMilliseconds,
    },
  });
  await dataSource.initialize();
  return new Database(dataSource, (error) => log.error({ err: error }, "work after a commit failed"));
}
