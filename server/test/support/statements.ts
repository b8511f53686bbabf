import { jest } from "@jest/globals";
import pg from "pg";

/** What is not counted: transactions, how far replicas are, sightings of sessions, and what the jobs of every minute and their queue send whenever they like. */
const background =
  /\bjobs\.|^(BEGIN|COMMIT|START|ROLLBACK)|pg_(current|last)_wal|SET last_seen_at = now\(\) WHERE id = ANY|log_entries_to_seal|(INTO|digest FROM) log_seals|pg_try_advisory_xact_lock|user_count_changes RETURNING|DELETE FROM user_counts/;

/** Whether a statement may come at any moment, whatever is asked of a server. */
export function isInBackground(statement: string): boolean {
  return background.test(statement);
}

/** Runs work and gives the SQL statements it sent, but for those in the background. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = jest.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return spy.mock.calls.map(([statement]) => textOf(statement)).filter((text) => !isInBackground(text));
  } finally {
    spy.mockRestore();
  }
}

function textOf(statement: unknown): string {
  return typeof statement === "string" ? statement : ((statement as { readonly text?: string }).text ?? "");
}
