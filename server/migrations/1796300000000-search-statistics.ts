import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Has PostgreSQL know the searched text of users better. With a hundred samples, one of them that holds a rare word makes the planner
 * believe that one user in a hundred does, and then it goes through all users by name until it has found a page of them.
 */
export class SearchStatistics1796300000000 implements MigrationInterface {
  readonly name = "SearchStatistics1796300000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER INDEX users_search_idx ALTER COLUMN 1 SET STATISTICS 1000");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER INDEX users_search_idx ALTER COLUMN 1 SET STATISTICS -1");
  }
}
