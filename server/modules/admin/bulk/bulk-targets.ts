import type { Database } from "../../../foundation/platform/database/database.js";
import { toUserRecord, userColumns, type UserRecord, type UserRow } from "../../accounts/user-record.js";
import { type BulkChangeRecord, positionOf } from "./bulk-change-record.js";
import type { SkippedUser } from "../staff/target-users.js";

/** So many users are read at once while they are checked. */
const chunkSize = 5000;

/** The users that bulk changes are to reach, in order. */
export class BulkTargets {
  constructor(private readonly database: Database) {}

  /** Those of a new bulk change, chunk by chunk. */
  async *chunksOf(changeId: string, total: number): AsyncGenerator<UserRecord[]> {
    for (let position = 0; position < total; position += chunkSize) {
      const rows = await this.database.query<UserRow>(
        `SELECT ${userColumns} FROM bulk_change_targets AS targets JOIN users ON users.id = targets.user_id
         WHERE targets.change_id = $1 AND targets.position > $2 AND targets.position <= $3 ORDER BY targets.position`,
        [changeId, position, position + chunkSize],
      );
      yield rows.map(toUserRecord);
    }
  }

  /** The superusers among those of a new bulk change. */
  async listSuperusers(changeId: string): Promise<UserRecord[]> {
    const rows = await this.database.query<UserRow>(
      `SELECT ${userColumns} FROM users
       WHERE users.is_superuser AND users.id IN (SELECT user_id FROM bulk_change_targets WHERE change_id = $1)`,
      [changeId],
    );
    return rows.map(toUserRecord);
  }

  /** Keys of the next ones, at most so many. */
  async next(change: BulkChangeRecord, most: number): Promise<string[]> {
    const position = positionOf(change);
    const rows = await this.database.query<{ user_id: string }>(
      `SELECT user_id FROM bulk_change_targets WHERE change_id = $1 AND position > $2 AND position <= $3 ORDER BY position`,
      [change.id, position, position + most],
    );
    return rows.map((row) => row.user_id);
  }

  /** Removes the next ones, who are done, but keeps those who were skipped, with the reason. */
  async settle(change: BulkChangeRecord, count: number, skipped: readonly SkippedUser[]): Promise<void> {
    const position = positionOf(change);
    const span = [change.id, position, position + count];
    const inSpan = "targets.change_id = $1 AND targets.position > $2 AND targets.position <= $3";
    if (skipped.length > 0) {
      await this.database.execute(
        `UPDATE bulk_change_targets AS targets SET username = skipped.username, skip_code = skipped.code
         FROM jsonb_to_recordset($4) AS skipped (id uuid, username text, code text) WHERE ${inSpan} AND targets.user_id = skipped.id`,
        [...span, JSON.stringify(skipped)],
      );
    }
    await this.database.execute(`DELETE FROM bulk_change_targets AS targets WHERE ${inSpan} AND skip_code IS NULL`, span);
  }

  /** Removes those whom an ended bulk change will never reach. */
  async removeRest(changeId: string): Promise<void> {
    await this.database.execute("DELETE FROM bulk_change_targets WHERE change_id = $1 AND skip_code IS NULL", [changeId]);
  }

  /** Those who were skipped by each of some bulk changes, at most so many of each. One query. */
  async listSkipped(changeIds: readonly string[], most: number): Promise<SkippedUser[][]> {
    const rows = await this.database.query<{ change_id: string; user_id: string; username: string | null; skip_code: string }>(
      `SELECT listed.* FROM unnest($1::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
         SELECT change_id, user_id, username, skip_code FROM bulk_change_targets
         WHERE change_id = wanted.id AND skip_code IS NOT NULL ORDER BY position LIMIT $2
       ) AS listed`,
      [changeIds, most],
    );
    const ofChange = (id: string): SkippedUser[] =>
      rows.filter((row) => row.change_id === id).map((row) => ({ id: row.user_id, username: row.username, code: row.skip_code }));
    return changeIds.map(ofChange);
  }
}
