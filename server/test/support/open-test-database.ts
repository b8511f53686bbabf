import { allEntities } from "../../storage.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { openDatabase } from "../../foundation/platform/database/open-database.js";
import { createLog } from "../../foundation/platform/log.js";
import { allMigrations } from "../../migrations/all-migrations.js";
import { createTestDatabase } from "./test-database.js";

/** A connection to a database of its own, without a server. */
export interface OpenTestDatabase {
  readonly database: Database;
  /** Disconnects and drops the database. */
  readonly close: () => Promise<void>;
}

/** Opens a migrated database, or with `empty` one without a table. */
export async function openTestDatabase(options: { readonly empty?: boolean } = {}): Promise<OpenTestDatabase> {
  const { url, namedStatements, drop } = await createTestDatabase(options);
  const database = await openDatabase({
    address: { url },
    namedStatements,
    poolSize: 5,
    entities: allEntities,
    migrations: allMigrations,
    log: createLog("silent"),
  });
  return {
    database,
    close: async () => {
      await database.dataSource.destroy();
      await drop();
    },
  };
}
