import type { MigrationInterface, QueryRunner } from "typeorm";

/** Where the write-ahead log stood after the last change made with a session, so that a replica is asked only once it is there. */
export class WritePositions1796000000000 implements MigrationInterface {
  readonly name = "WritePositions1796000000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE sessions ADD COLUMN write_position bigint");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE sessions DROP COLUMN write_position");
  }
}
