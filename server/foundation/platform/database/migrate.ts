import type { DataSource } from "typeorm";

/** Any number, as long as every Gatehouse uses the same: the lock that lets one process migrate at a time. */
const migrationLock = 7_164_023;

/** The database was migrated by a newer release than this one. */
export class NewerSchemaError extends Error {
  constructor(readonly unknownMigrations: readonly string[]) {
    super(`the database has migrations that this release does not know (${unknownMigrations.join(", ")}); start the newer release`);
    this.name = "NewerSchemaError";
  }
}

/**
 * Brings the schema up to date; several processes at once take turns. Each migration is a transaction of its own.
 *
 * @returns the names of the migrations that were run
 * @throws NewerSchemaError when the database is ahead of this release
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query("SET lock_timeout = 0");
    await runner.query("SET statement_timeout = 0");
    await runner.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    try {
      await refuseNewerSchema(dataSource);
      const done = await dataSource.runMigrations({ transaction: "each" });
      return done.map((migration) => migration.name);
    } finally {
      await runner.query("SELECT pg_advisory_unlock($1)", [migrationLock]);
      await runner.query("RESET lock_timeout");
      await runner.query("RESET statement_timeout");
    }
  } finally {
    await runner.release();
  }
}

async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const [table] = (await dataSource.query("SELECT to_regclass('migrations') IS NOT NULL AS exists")) as [{ exists: boolean }];
  if (!table.exists) return;
  const known = new Set(dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const applied = (await dataSource.query("SELECT name FROM migrations ORDER BY id")) as { name: string }[];
  const unknown = applied.map((row) => row.name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new NewerSchemaError(unknown);
}
