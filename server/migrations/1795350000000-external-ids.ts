import type { MigrationInterface, QueryRunner } from "typeorm";

/** What users were called by the system that they were imported from. */
export class ExternalIds1795350000000 implements MigrationInterface {
  readonly name = "ExternalIds1795350000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN external_id varchar(255) COLLATE "C";
      CREATE UNIQUE INDEX users_external_id_unique ON users (external_id) WHERE external_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users DROP COLUMN external_id`);
  }
}
