import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Sessions in which a superuser acts as somebody else, and both names in the log. Such a session ends with the one it began in,
 * and whatever changes what either of the two may do or how they log in ends it too, by whichever path it comes.
 */
export class Impersonation1795700000000 implements MigrationInterface {
  readonly name = "Impersonation1795700000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions
        ADD COLUMN impersonator_id uuid,
        ADD COLUMN impersonator_name varchar(150),
        ADD COLUMN impersonator_session_id uuid CONSTRAINT sessions_impersonator_session_id_fkey
          REFERENCES sessions (id) ON DELETE CASCADE ON UPDATE CASCADE,
        ADD CONSTRAINT sessions_impersonator_check CHECK (num_nulls(impersonator_id, impersonator_name, impersonator_session_id) IN (0, 3));
      CREATE INDEX sessions_impersonator_id_idx ON sessions (impersonator_id) WHERE impersonator_id IS NOT NULL;
      CREATE INDEX sessions_impersonator_session_id_idx ON sessions (impersonator_session_id) WHERE impersonator_session_id IS NOT NULL;

      CREATE FUNCTION end_impersonations_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM sessions WHERE impersonator_id = NEW.id;
        DELETE FROM sessions WHERE user_id = NEW.id AND impersonator_id IS NOT NULL;
        RETURN NULL;
      END $$;
      CREATE TRIGGER users_end_impersonations AFTER UPDATE OF is_superuser, is_active, password ON users
        FOR EACH ROW WHEN ((OLD.is_superuser, OLD.is_active, OLD.password) IS DISTINCT FROM (NEW.is_superuser, NEW.is_active, NEW.password))
        EXECUTE FUNCTION end_impersonations_of_user();

      ALTER TABLE log_entries ADD COLUMN impersonator_id uuid, ADD COLUMN impersonator_name varchar(200);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE log_entries DROP COLUMN impersonator_id, DROP COLUMN impersonator_name;
      DROP TRIGGER users_end_impersonations ON users;
      DROP FUNCTION end_impersonations_of_user();
      DELETE FROM sessions WHERE impersonator_id IS NOT NULL;
      ALTER TABLE sessions DROP COLUMN impersonator_session_id, DROP COLUMN impersonator_name, DROP COLUMN impersonator_id;
    `);
  }
}
