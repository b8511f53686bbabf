import type { MigrationInterface, QueryRunner } from "typeorm";

/** Changes of more users than one transaction takes, and whom each is still to reach. */
export class BulkChanges1795600000000 implements MigrationInterface {
  readonly name = "BulkChanges1795600000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bulk_changes (
        id uuid CONSTRAINT bulk_changes_pkey PRIMARY KEY,
        kind varchar(40) NOT NULL,
        parameters jsonb NOT NULL,
        actor_id uuid NOT NULL,
        actor_name varchar(200) NOT NULL,
        source jsonb NOT NULL,
        state varchar(20) NOT NULL DEFAULT 'QUEUED',
        total integer NOT NULL DEFAULT 0,
        done integer NOT NULL DEFAULT 0,
        skipped integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz,
        failure varchar(400)
      );
      CREATE INDEX bulk_changes_created_at_idx ON bulk_changes (created_at, id);

      CREATE TABLE bulk_change_targets (
        change_id uuid NOT NULL CONSTRAINT bulk_change_targets_change_id_fkey REFERENCES bulk_changes (id) ON DELETE CASCADE,
        position integer NOT NULL,
        user_id uuid NOT NULL,
        username varchar(200),
        skip_code varchar(40),
        CONSTRAINT bulk_change_targets_pkey PRIMARY KEY (change_id, position)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE bulk_change_targets;
      DROP TABLE bulk_changes;
    `);
  }
}
