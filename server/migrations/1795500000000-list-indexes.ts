import type { MigrationInterface, QueryRunner } from "typeorm";

import { requireExtension } from "../foundation/platform/database/require-extension.js";

/**
 * Indexes with which lists stay fast at a million users: trigrams for what is searched, and an order for every column that a list
 * can be sorted by, with the id as its tail.
 */
export class ListIndexes1795500000000 implements MigrationInterface {
  readonly name = "ListIndexes1795500000000";

  async up(runner: QueryRunner): Promise<void> {
    await requireExtension(runner, "pg_trgm");
    await runner.query(`
      CREATE INDEX users_search_idx ON users USING gin ((
        (username_key || E'\\x1f' || lower(first_name COLLATE "und-x-icu") || E'\\x1f' || lower(last_name COLLATE "und-x-icu")
         || E'\\x1f' || email_key) COLLATE "C"
      ) gin_trgm_ops);

      -- With the id inside, jumps over many users read the index alone.
      ALTER TABLE users DROP CONSTRAINT users_username_key_unique;
      ALTER TABLE users ADD CONSTRAINT users_username_key_unique UNIQUE (username_key) INCLUDE (id);
      DROP INDEX users_email_key_idx;
      CREATE INDEX users_email_key_idx ON users (email_key, id);
      CREATE INDEX users_first_name_idx ON users (first_name COLLATE "und-x-icu", id);
      CREATE INDEX users_last_name_idx ON users (last_name COLLATE "und-x-icu", id);
      CREATE INDEX users_is_staff_idx ON users (is_staff, id);
      CREATE INDEX users_is_active_idx ON users (is_active, id);
      CREATE INDEX users_last_login_at_idx ON users ((coalesce(last_login_at, '-infinity')), id);
      CREATE INDEX users_email_domain_idx ON users (split_part(email_key, '@', -1));

      DROP INDEX user_groups_group_id_idx;
      CREATE INDEX user_groups_group_id_idx ON user_groups (group_id, user_id);

      DROP INDEX log_entries_object_idx;
      CREATE INDEX log_entries_object_idx ON log_entries (object_id, occurred_at, id);
      DROP INDEX log_entries_actor_id_idx;
      CREATE INDEX log_entries_actor_id_idx ON log_entries (actor_id, occurred_at, id);
    `);
  }

  /** Leaves the extension where it is: others may use it, and only its owner may remove it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX log_entries_actor_id_idx;
      CREATE INDEX log_entries_actor_id_idx ON log_entries (actor_id, occurred_at);
      DROP INDEX log_entries_object_idx;
      CREATE INDEX log_entries_object_idx ON log_entries (object_type, object_id, occurred_at);

      DROP INDEX user_groups_group_id_idx;
      CREATE INDEX user_groups_group_id_idx ON user_groups (group_id);

      DROP INDEX users_email_domain_idx, users_last_login_at_idx, users_is_active_idx, users_is_staff_idx, users_last_name_idx,
        users_first_name_idx, users_email_key_idx, users_search_idx;
      CREATE INDEX users_email_key_idx ON users (email_key);
      ALTER TABLE users DROP CONSTRAINT users_username_key_unique;
      ALTER TABLE users ADD CONSTRAINT users_username_key_unique UNIQUE (username_key);
    `);
  }
}
