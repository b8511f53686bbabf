import type { Database } from "../../../foundation/platform/database/database.js";

/** The counts as they are now, in the view of the running statement: what was added up, and what came since. */
export const countsNow = `(
  SELECT facet, value, count FROM user_counts
  UNION ALL
  SELECT facet, value, change FROM user_count_changes
)`;

/** How many users there are, in the view of the running statement. */
export const userCountNow = `(SELECT coalesce(sum(count), 0)::bigint FROM ${countsNow} AS counts WHERE value = '' AND facet = 'all')`;

/** Adds up the changes of the counts of users. Exact whoever writes or reads meanwhile. */
export class UserCounts {
  constructor(private readonly database: Database) {}

  /** How many users there are. */
  async countAll(): Promise<number> {
    return (await this.totalsOf(["all"])).get("all") ?? 0;
  }

  /** What facets that have no values come to, by their names; facets of nobody are left out. One query. */
  async totalsOf(facets: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.queryList<{ facet: string; count: string }>(
      `SELECT facet, sum(count) AS count FROM ${countsNow} AS counts WHERE value = '' AND facet = ANY($1) GROUP BY facet`,
      [facets],
    );
    return new Map(rows.map(({ facet, count }) => [facet, Number(count)]));
  }

  /** Adds up what has come since the last time, so that there is little to add up for whoever asks. */
  async fold(): Promise<void> {
    await this.database.atomic(async () => {
      // In one order, so that two that do this at once wait for each other and not in a circle.
      await this.database.execute(`
        WITH taken AS (DELETE FROM user_count_changes RETURNING facet, value, change)
        INSERT INTO user_counts (facet, value, count)
        SELECT facet, value, sum(change) FROM taken GROUP BY facet, value HAVING sum(change) <> 0 ORDER BY facet, value
        ON CONFLICT ON CONSTRAINT user_counts_pkey DO UPDATE SET count = user_counts.count + EXCLUDED.count`);
      await this.database.execute("DELETE FROM user_counts WHERE count = 0");
    });
  }
}
