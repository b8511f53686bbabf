import type { MigrationInterface, QueryRunner } from "typeorm";

/** Numbers that grow with each change, so that a stale save is noticed; and an index for the question who is a superuser. */
export class Versions1795400000000 implements MigrationInterface {
  readonly name = "Versions1795400000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN version integer NOT NULL DEFAULT 1;
      ALTER TABLE groups ADD COLUMN version integer NOT NULL DEFAULT 1;
      CREATE INDEX users_superuser_idx ON users (id) WHERE is_superuser;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX users_superuser_idx;
      ALTER TABLE groups DROP COLUMN version;
      ALTER TABLE users DROP COLUMN version;
    `);
  }
}
