import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Keeps count of the users by what the facets of their list show, so that those need not read a million users (docs/adr/0030). Triggers
 * note changes as rows that are only ever added, so that no transaction waits for another one's count; a job adds them up.
 */
export class UserCounts1796200000000 implements MigrationInterface {
  readonly name = "UserCounts1796200000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(ofUsers);
    await runner.query(ofMemberships);
    await runner.query(recount);
    await runner.query("SELECT recount_users()");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER user_groups_recount ON user_groups;
      DROP TRIGGER user_groups_keep ON user_groups;
      DROP TRIGGER user_groups_count_removed ON user_groups;
      DROP TRIGGER user_groups_count_added ON user_groups;
      DROP TRIGGER users_recount ON users;
      DROP TRIGGER users_count_changed ON users;
      DROP TRIGGER users_count_removed ON users;
      DROP TRIGGER users_count_added ON users;
      DROP FUNCTION recount_users_after_truncate();
      DROP FUNCTION recount_users();
      DROP FUNCTION keep_memberships();
      DROP FUNCTION count_removed_memberships();
      DROP FUNCTION count_added_memberships();
      DROP FUNCTION count_changed_users();
      DROP FUNCTION count_removed_users();
      DROP FUNCTION count_added_users();
      DROP FUNCTION user_count_keys(boolean, boolean, boolean, timestamptz, timestamptz, text);
      DROP FUNCTION user_count_hour(timestamptz);
      DROP TABLE user_count_changes, user_counts;
    `);
  }
}

const tables = `
  CREATE TABLE user_counts (
    facet text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    count bigint NOT NULL,
    CONSTRAINT user_counts_pkey PRIMARY KEY (facet, value)
  );
  CREATE INDEX user_counts_largest_idx ON user_counts (facet, count DESC, value);

  CREATE TABLE user_count_changes (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT user_count_changes_pkey PRIMARY KEY,
    facet text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    change bigint NOT NULL
  );
  CREATE INDEX user_count_changes_facet_idx ON user_count_changes (facet, value);
`;

const keysOf = (row: string) =>
  `user_count_keys(${row}.is_staff, ${row}.is_superuser, ${row}.is_active, ${row}.joined_at, ${row}.last_login_at, ${row}.email_key)`;

const ofUsers = `
  -- The hour in UTC, counted from 1970, as text that sorts like the number; times before and far after are put to the ends.
  CREATE FUNCTION user_count_hour(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT lpad(floor(least(greatest(extract(epoch FROM moment) / 3600, 0), 9999999999))::bigint::text, 10, '0')
  $$;

  CREATE FUNCTION user_count_keys(is_staff boolean, is_superuser boolean, is_active boolean, joined_at timestamptz,
                                  last_login_at timestamptz, email_key text)
  RETURNS TABLE (facet text, value text) LANGUAGE sql STABLE AS $$
    SELECT 'all', ''
    UNION ALL SELECT 'is_staff', '' WHERE is_staff
    UNION ALL SELECT 'is_superuser', '' WHERE is_superuser
    UNION ALL SELECT 'is_active', '' WHERE is_active
    UNION ALL SELECT 'joined_at', user_count_hour(joined_at)
    UNION ALL SELECT 'last_login_at', user_count_hour(last_login_at) WHERE last_login_at IS NOT NULL
    UNION ALL SELECT 'never_logged_in', '' WHERE last_login_at IS NULL
    UNION ALL SELECT 'email_domain', split_part(email_key, '@', -1) WHERE email_key <> ''
  $$;

  CREATE FUNCTION count_added_users() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO user_count_changes (facet, value, change)
    SELECT keys.facet, keys.value, count(*) FROM new_rows AS u CROSS JOIN LATERAL ${keysOf("u")} AS keys GROUP BY 1, 2;
    RETURN NULL;
  END $$;
  CREATE FUNCTION count_removed_users() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO user_count_changes (facet, value, change)
    SELECT keys.facet, keys.value, -count(*) FROM old_rows AS u CROSS JOIN LATERAL ${keysOf("u")} AS keys GROUP BY 1, 2;
    RETURN NULL;
  END $$;
  CREATE FUNCTION count_changed_users() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO user_count_changes (facet, value, change)
    SELECT changes.facet, changes.value, sum(changes.change) FROM (
      SELECT keys.*, 1 AS change FROM new_rows AS u CROSS JOIN LATERAL ${keysOf("u")} AS keys
      UNION ALL
      SELECT keys.*, -1 FROM old_rows AS u CROSS JOIN LATERAL ${keysOf("u")} AS keys
    ) AS changes GROUP BY 1, 2 HAVING sum(changes.change) <> 0;
    RETURN NULL;
  END $$;

  CREATE TRIGGER users_count_added AFTER INSERT ON users
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_added_users();
  CREATE TRIGGER users_count_removed AFTER DELETE ON users
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_removed_users();
  CREATE TRIGGER users_count_changed AFTER UPDATE ON users
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_changed_users();
`;

const ofMemberships = `
  -- Who is in some group is told by the first membership that comes and the last that goes. Of two transactions that take the last two
  -- memberships of a user, each would see the other's still there: the lock has the second one look again after the first.
  CREATE FUNCTION count_added_memberships() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM users WHERE id IN (SELECT user_id FROM new_rows) ORDER BY id FOR NO KEY UPDATE;
    INSERT INTO user_count_changes (facet, value, change)
    SELECT 'group', group_id::text, count(*) FROM new_rows GROUP BY group_id
    UNION ALL
    SELECT 'grouped', '', count(*) FROM (SELECT user_id, count(*) AS added FROM new_rows GROUP BY user_id) AS joining
    WHERE joining.added = (SELECT count(*) FROM user_groups WHERE user_groups.user_id = joining.user_id) HAVING count(*) > 0;
    RETURN NULL;
  END $$;
  CREATE FUNCTION count_removed_memberships() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM users WHERE id IN (SELECT user_id FROM old_rows) ORDER BY id FOR NO KEY UPDATE;
    INSERT INTO user_count_changes (facet, value, change)
    SELECT 'group', group_id::text, -count(*) FROM old_rows GROUP BY group_id
    UNION ALL
    SELECT 'grouped', '', -count(*) FROM (SELECT DISTINCT user_id FROM old_rows) AS leaving
    WHERE NOT EXISTS (SELECT FROM user_groups WHERE user_groups.user_id = leaving.user_id) HAVING count(*) > 0;
    RETURN NULL;
  END $$;
  CREATE FUNCTION keep_memberships() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'memberships are added and removed, never changed';
  END $$;

  CREATE TRIGGER user_groups_count_added AFTER INSERT ON user_groups
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_added_memberships();
  CREATE TRIGGER user_groups_count_removed AFTER DELETE ON user_groups
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_removed_memberships();
  CREATE TRIGGER user_groups_keep BEFORE UPDATE ON user_groups FOR EACH ROW EXECUTE FUNCTION keep_memberships();
`;

const recount = `
  CREATE FUNCTION recount_users() RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM user_count_changes;
    DELETE FROM user_counts;
    INSERT INTO user_counts (facet, value, count)
    SELECT keys.facet, keys.value, count(*) FROM users AS u CROSS JOIN LATERAL ${keysOf("u")} AS keys GROUP BY 1, 2
    UNION ALL
    SELECT 'group', group_id::text, count(*) FROM user_groups GROUP BY group_id
    UNION ALL
    SELECT 'grouped', '', count(DISTINCT user_id) FROM user_groups;
  END $$;
  CREATE FUNCTION recount_users_after_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM recount_users();
    RETURN NULL;
  END $$;

  CREATE TRIGGER users_recount AFTER TRUNCATE ON users FOR EACH STATEMENT EXECUTE FUNCTION recount_users_after_truncate();
  CREATE TRIGGER user_groups_recount AFTER TRUNCATE ON user_groups FOR EACH STATEMENT EXECUTE FUNCTION recount_users_after_truncate();
`;
