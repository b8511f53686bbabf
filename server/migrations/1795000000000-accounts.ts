import type { MigrationInterface, QueryRunner } from "typeorm";

/** Users, groups, permissions, sessions, mailed tokens and throttles: what the six flows stand on. */
export class Accounts1795000000000 implements MigrationInterface {
  readonly name = "Accounts1795000000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE permissions (
        id uuid CONSTRAINT permissions_pkey PRIMARY KEY,
        app_label varchar(100) COLLATE "C" NOT NULL,
        model varchar(100) COLLATE "C" NOT NULL,
        codename varchar(100) COLLATE "C" NOT NULL,
        name varchar(255) NOT NULL,
        CONSTRAINT permissions_name_unique UNIQUE (app_label, codename)
      );

      CREATE TABLE groups (
        id uuid CONSTRAINT groups_pkey PRIMARY KEY,
        name varchar(150) COLLATE "C" NOT NULL,
        CONSTRAINT groups_name_unique UNIQUE (name)
      );

      CREATE TABLE group_permissions (
        group_id uuid NOT NULL,
        permission_id uuid NOT NULL,
        CONSTRAINT group_permissions_pkey PRIMARY KEY (group_id, permission_id),
        CONSTRAINT group_permissions_group_id_fkey FOREIGN KEY (group_id) REFERENCES groups (id) ON DELETE CASCADE,
        CONSTRAINT group_permissions_permission_id_fkey FOREIGN KEY (permission_id) REFERENCES permissions (id) ON DELETE CASCADE
      );
      CREATE INDEX group_permissions_permission_id_idx ON group_permissions (permission_id);

      CREATE TABLE users (
        id uuid CONSTRAINT users_pkey PRIMARY KEY,
        username varchar(150) NOT NULL,
        username_key text COLLATE "C" NOT NULL,
        first_name varchar(150) NOT NULL DEFAULT '',
        last_name varchar(150) NOT NULL DEFAULT '',
        email varchar(254) NOT NULL DEFAULT '',
        email_key text COLLATE "C" NOT NULL DEFAULT '',
        email_is_shared boolean NOT NULL DEFAULT false,
        password text NOT NULL,
        is_active boolean NOT NULL DEFAULT true,
        is_staff boolean NOT NULL DEFAULT false,
        is_superuser boolean NOT NULL DEFAULT false,
        joined_at timestamptz NOT NULL DEFAULT now(),
        last_login_at timestamptz,
        CONSTRAINT users_username_key_unique UNIQUE (username_key)
      );
      CREATE UNIQUE INDEX users_email_key_unique ON users (email_key) WHERE email_key <> '' AND NOT email_is_shared;
      CREATE INDEX users_email_key_idx ON users (email_key);
      CREATE INDEX users_joined_at_idx ON users (joined_at, id);

      CREATE TABLE user_groups (
        user_id uuid NOT NULL,
        group_id uuid NOT NULL,
        CONSTRAINT user_groups_pkey PRIMARY KEY (user_id, group_id),
        CONSTRAINT user_groups_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT user_groups_group_id_fkey FOREIGN KEY (group_id) REFERENCES groups (id) ON DELETE CASCADE
      );
      CREATE INDEX user_groups_group_id_idx ON user_groups (group_id);

      CREATE TABLE user_permissions (
        user_id uuid NOT NULL,
        permission_id uuid NOT NULL,
        CONSTRAINT user_permissions_pkey PRIMARY KEY (user_id, permission_id),
        CONSTRAINT user_permissions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT user_permissions_permission_id_fkey FOREIGN KEY (permission_id) REFERENCES permissions (id) ON DELETE CASCADE
      );
      CREATE INDEX user_permissions_permission_id_idx ON user_permissions (permission_id);

      CREATE TABLE sessions (
        id uuid CONSTRAINT sessions_pkey PRIMARY KEY,
        user_id uuid NOT NULL,
        secret_digest bytea NOT NULL,
        password_digest bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        is_remembered boolean NOT NULL,
        ip_address inet,
        user_agent varchar(400),
        device_name varchar(100),
        method varchar(40) NOT NULL,
        CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      );
      CREATE INDEX sessions_user_id_idx ON sessions (user_id);
      CREATE INDEX sessions_expires_at_idx ON sessions (expires_at);

      CREATE TABLE one_time_tokens (
        id uuid CONSTRAINT one_time_tokens_pkey PRIMARY KEY,
        purpose varchar(40) NOT NULL,
        holder_id uuid NOT NULL,
        secret_digest bytea NOT NULL,
        binding_digest bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX one_time_tokens_expires_at_idx ON one_time_tokens (expires_at);
      CREATE INDEX one_time_tokens_holder_id_idx ON one_time_tokens (holder_id);

      CREATE TABLE throttle_counters (
        key bytea CONSTRAINT throttle_counters_pkey PRIMARY KEY,
        count integer NOT NULL,
        ends_at timestamptz NOT NULL
      );
      CREATE INDEX throttle_counters_ends_at_idx ON throttle_counters (ends_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE throttle_counters, one_time_tokens, sessions, user_permissions, user_groups, users, group_permissions, groups, permissions;
    `);
  }
}
