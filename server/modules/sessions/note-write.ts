import type { Database } from "../../foundation/platform/database/database.js";

/** Notes that a change was made with a session: its holder reads from no replica that does not show it. Once it is committed. */
export async function noteWrite(database: Database, sessionId: string): Promise<void> {
  await database.execute("UPDATE sessions SET write_position = (pg_current_wal_insert_lsn() - '0/0')::bigint WHERE id = $1", [sessionId]);
}
