import type { MigrationInterface, QueryRunner } from "typeorm";

/** The log: append-only by trigger, so that not even a mistake of ours rewrites it. */
export class Audit1795100000000 implements MigrationInterface {
  readonly name = "Audit1795100000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE log_entries (
        id uuid CONSTRAINT log_entries_pkey PRIMARY KEY,
        occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        action varchar(40) NOT NULL,
        outcome varchar(10) NOT NULL,
        actor_id uuid,
        actor_name varchar(200),
        object_type varchar(100),
        object_id varchar(100),
        object_name varchar(200),
        ip_address inet,
        user_agent varchar(400),
        request_id varchar(100) NOT NULL,
        details jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX log_entries_occurred_at_idx ON log_entries (occurred_at, id);
      CREATE INDEX log_entries_object_idx ON log_entries (object_type, object_id, occurred_at);
      CREATE INDEX log_entries_actor_id_idx ON log_entries (actor_id, occurred_at);

      CREATE FUNCTION refuse_log_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'log entries cannot be changed or removed' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER log_entries_no_update BEFORE UPDATE OR DELETE ON log_entries
        FOR EACH ROW EXECUTE FUNCTION refuse_log_entry_change();
      CREATE TRIGGER log_entries_no_truncate BEFORE TRUNCATE ON log_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_entry_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE log_entries;
      DROP FUNCTION refuse_log_entry_change();
    `);
  }
}
