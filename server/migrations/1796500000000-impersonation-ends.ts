import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Notes in the log that an impersonation is over. The database ends most of them (with the session they began in, with a change of
 * either user), so it notes them as well: no path can leave it out, and a session that is none costs nothing. It knows of no request.
 * One whose time was over is noted when its row is removed, and `details.expiredAt` tells when it was over.
 */
export class ImpersonationEnds1796500000000 implements MigrationInterface {
  readonly name = "ImpersonationEnds1796500000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION note_impersonation_end() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO log_entries (id, action, outcome, actor_id, actor_name, impersonator_id, impersonator_name,
                                 object_type, object_id, object_name, request_id, details)
        VALUES (gen_random_uuid(), 'IMPERSONATION_END', 'SUCCESS', OLD.impersonator_id, OLD.impersonator_name,
                OLD.impersonator_id, OLD.impersonator_name,
                'auth.user', OLD.user_id, (SELECT username FROM users WHERE id = OLD.user_id), 'database',
                CASE WHEN OLD.expires_at <= now() THEN jsonb_build_object('expiredAt', OLD.expires_at) ELSE '{}' END);
        RETURN NULL;
      END $$;
      CREATE TRIGGER sessions_note_impersonation_end AFTER DELETE ON sessions
        FOR EACH ROW WHEN (OLD.impersonator_id IS NOT NULL) EXECUTE FUNCTION note_impersonation_end();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER sessions_note_impersonation_end ON sessions;
      DROP FUNCTION note_impersonation_end();
    `);
  }
}
