import type { MigrationInterface, QueryRunner } from "typeorm";

/** Deactivation removes the sessions, whoever deactivates: they must not come back to life with the account, as Django's do. */
export class Deactivation1795300000000 implements MigrationInterface {
  readonly name = "Deactivation1795300000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION end_sessions_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM sessions WHERE user_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER users_end_sessions AFTER UPDATE OF is_active ON users
        FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active) EXECUTE FUNCTION end_sessions_of_user();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER users_end_sessions ON users;
      DROP FUNCTION end_sessions_of_user();
    `);
  }
}
