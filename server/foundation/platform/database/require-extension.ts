import type { QueryRunner } from "typeorm";

/** The database lacks an extension that only an administrator can add. */
export class MissingExtensionError extends Error {
  constructor(name: string, reason: string) {
    super(
      `the extension ${name} is needed and could not be added (${reason}); ` +
        `install PostgreSQL's contrib modules, or have an administrator run: CREATE EXTENSION ${name}`,
    );
    this.name = "MissingExtensionError";
  }
}

/**
 * Adds an extension that comes with PostgreSQL, unless it is there. `pg_trgm` needs no superuser from PostgreSQL 13 on, only the
 * right to create in the database.
 *
 * @throws MissingExtensionError
 */
export async function requireExtension(runner: QueryRunner, name: string): Promise<void> {
  try {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS ${name}`);
  } catch (error) {
    throw new MissingExtensionError(name, error instanceof Error ? error.message : "unknown reason");
  }
}
