import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The kinds of object that permissions speak of get rows of their own, so that they can be named and removed. Until the next start
 * names those of the code, existing ones are called by their model.
 */
export class ResourceTypes1795900000000 implements MigrationInterface {
  readonly name = "ResourceTypes1795900000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE resource_types (
        id uuid CONSTRAINT resource_types_pkey PRIMARY KEY,
        app_label varchar(100) COLLATE "C" NOT NULL,
        model varchar(100) COLLATE "C" NOT NULL,
        label varchar(100) NOT NULL,
        CONSTRAINT resource_types_name_unique UNIQUE (app_label, model)
      );
      INSERT INTO resource_types (id, app_label, model, label)
        SELECT gen_random_uuid(), app_label, model, replace(model, '_', ' ') FROM permissions GROUP BY app_label, model;
      ALTER TABLE permissions ADD CONSTRAINT permissions_resource_type_fkey
        FOREIGN KEY (app_label, model) REFERENCES resource_types (app_label, model) ON DELETE CASCADE;
      CREATE INDEX permissions_resource_type_idx ON permissions (app_label, model);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX permissions_resource_type_idx;
      ALTER TABLE permissions DROP CONSTRAINT permissions_resource_type_fkey;
      DROP TABLE resource_types;
    `);
  }
}
