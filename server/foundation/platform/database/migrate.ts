import { type DataSource, MigrationExecutor, type QueryRunner } from "typeorm";

import { advisoryLocks } from "./advisory-locks.js";
import { noLimits } from "./startup-limits.js";

/** The database was migrated by a newer release than this one. */
export class NewerSchemaError extends Error {
  constructor(readonly unknownMigrations: readonly string[]) {
    super(`the database has migrations that this release does not know (${unknownMigrations.join(", ")}); start the newer release`);
    this.name = "NewerSchemaError";
  }
}

/**
 * Brings the schema up to date, with all pending migrations or none of them; several processes at once take turns.
 *
 * @returns the names of the migrations that were run
 * @throws NewerSchemaError when the database is ahead of this release
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return alone(dataSource, async (executor, runner) => {
    refuseNewerSchema(dataSource, await appliedMigrations(runner));
    const done = await executor.executePendingMigrations();
    return done.map((migration) => migration.name);
  });
}

/**
 * The migrations that {@link migrate} would run, oldest first. Changes nothing.
 *
 * @throws NewerSchemaError when the database is ahead of this release
 */
export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const applied = await appliedMigrations(dataSource);
  refuseNewerSchema(dataSource, applied);
  return knownMigrations(dataSource).filter((name) => !applied.includes(name));
}

/** The migrations that the database has, oldest first. */
export async function appliedMigrations(database: DataSource | QueryRunner): Promise<string[]> {
  const [table] = (await database.query("SELECT to_regclass('migrations') IS NOT NULL AS exists")) as [{ exists: boolean }];
  if (!table.exists) return [];
  const rows = (await database.query("SELECT name FROM migrations ORDER BY id")) as { name: string }[];
  return rows.map(({ name }) => name);
}

/**
 * Takes back the newest migrations, newest first, and with them the tables that they made and what is in them.
 *
 * @param names as {@link appliedMigrations} gives them; those that somebody else took back meanwhile are left out
 * @returns the names of the migrations that were taken back
 * @throws NewerSchemaError when the database is ahead of this release
 */
export async function revertMigrations(dataSource: DataSource, names: readonly string[]): Promise<string[]> {
  return alone(dataSource, async (executor, runner) => {
    const reverted: string[] = [];
    for (;;) {
      const applied = await appliedMigrations(runner);
      refuseNewerSchema(dataSource, applied);
      const last = applied.at(-1);
      if (last === undefined || !names.includes(last)) return reverted;
      await executor.undoLastMigration();
      reverted.push(last);
    }
  });
}

/**
 * Does work in one transaction while no other process migrates. It may take as long as it needs, unlike everything else: large
 * tables do. Lock and limits end with the transaction, because a pooler gives the next one another connection.
 */
async function alone<T>(dataSource: DataSource, work: (executor: MigrationExecutor, runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const executor = new MigrationExecutor(dataSource, runner);
  executor.transaction = "all";
  try {
    await runner.startTransaction();
    await runner.query(noLimits);
    await runner.query("SELECT pg_advisory_xact_lock($1)", [advisoryLocks.migrations]);
    const result = await work(executor, runner);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

function refuseNewerSchema(dataSource: DataSource, applied: readonly string[]): void {
  const known = knownMigrations(dataSource);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new NewerSchemaError(unknown);
}

function knownMigrations(dataSource: DataSource): string[] {
  return dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
}
