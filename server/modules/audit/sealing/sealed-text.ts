import type { Database } from "../../../foundation/platform/database/database.js";

/**
 * SQL for the text of a log entry that goes into its digest: a JSON object of all columns that are not null, so that a column added
 * later changes nothing for the entries before it. Null where there is no entry. `jsonb` orders keys itself, and by no locale; only
 * times depend on the connection: {@link inUtc}.
 */
export const sealedText = "(SELECT jsonb_object_agg(key, value)::text FROM jsonb_each(to_jsonb(log_entries)) WHERE value <> 'null')";

/** Runs work in a transaction where times are written in UTC. */
export async function inUtc<T>(database: Database, work: () => Promise<T>): Promise<T> {
  return database.atomic(async () => {
    await database.query("SET LOCAL TimeZone TO 'UTC'");
    return work();
  });
}
