import type { MigrationInterface, QueryRunner } from "typeorm";

/** Finds what somebody did while acting as others among a million entries. Only those few are in the index. */
export class ImpersonatorIndex1796600000000 implements MigrationInterface {
  readonly name = "ImpersonatorIndex1796600000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "CREATE INDEX log_entries_impersonator_id_idx ON log_entries (impersonator_id, occurred_at, id) WHERE impersonator_id IS NOT NULL",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX log_entries_impersonator_id_idx");
  }
}
