import type { MigrationInterface, QueryRunner } from "typeorm";

/** Numbers and chains the log, so that gaps and edits show; and finds words in its names. */
export class LogSeals1795800000000 implements MigrationInterface {
  readonly name = "LogSeals1795800000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE log_seals (
        number bigint CONSTRAINT log_seals_pkey PRIMARY KEY,
        entry_id uuid NOT NULL,
        digest bytea NOT NULL,
        sealed_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX log_seals_entry_id_key ON log_seals (entry_id);
      CREATE FUNCTION refuse_log_seal_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'log seals cannot be changed or removed' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER log_seals_no_update BEFORE UPDATE OR DELETE ON log_seals
        FOR EACH ROW EXECUTE FUNCTION refuse_log_seal_change();
      CREATE TRIGGER log_seals_no_truncate BEFORE TRUNCATE ON log_seals
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_seal_change();

      CREATE TABLE log_entries_to_seal (
        occurred_at timestamptz NOT NULL,
        entry_id uuid NOT NULL,
        queued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT log_entries_to_seal_pkey PRIMARY KEY (occurred_at, entry_id)
      );
      CREATE FUNCTION queue_log_entries() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO log_entries_to_seal (occurred_at, entry_id) SELECT occurred_at, id FROM added;
        RETURN NULL;
      END $$;
      CREATE TRIGGER log_entries_queue AFTER INSERT ON log_entries REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION queue_log_entries();
    `);
    // After the trigger, whose making has waited for all writers: so nothing is left out and nothing comes twice.
    await runner.query("INSERT INTO log_entries_to_seal (occurred_at, entry_id) SELECT occurred_at, id FROM log_entries");
    await runner.query(`
      CREATE INDEX log_entries_names_idx ON log_entries USING gin (
        lower(object_name COLLATE "und-x-icu") gin_trgm_ops, lower(actor_name COLLATE "und-x-icu") gin_trgm_ops
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX log_entries_names_idx;
      DROP TRIGGER log_entries_queue ON log_entries;
      DROP FUNCTION queue_log_entries();
      DROP TABLE log_entries_to_seal;
      DROP TABLE log_seals;
      DROP FUNCTION refuse_log_seal_change();
    `);
  }
}
