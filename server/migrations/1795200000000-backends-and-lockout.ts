import type { MigrationInterface, QueryRunner } from "typeorm";

/** Which backend opened a session, so that a disabled one ends its sessions; and consecutive failures per account. */
export class BackendsAndLockout1795200000000 implements MigrationInterface {
  readonly name = "BackendsAndLockout1795200000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions ADD COLUMN backend varchar(100) COLLATE "C" NOT NULL DEFAULT 'password';
      ALTER TABLE sessions ALTER COLUMN backend DROP DEFAULT;

      CREATE TABLE lockouts (
        key bytea CONSTRAINT lockouts_pkey PRIMARY KEY,
        account_id uuid,
        failures integer NOT NULL,
        last_failed_at timestamptz NOT NULL,
        locked_until timestamptz NOT NULL
      );
      CREATE INDEX lockouts_account_id_idx ON lockouts (account_id);
      CREATE INDEX lockouts_last_failed_at_idx ON lockouts (last_failed_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE lockouts;
      ALTER TABLE sessions DROP COLUMN backend;
    `);
  }
}
