import { jest } from "@jest/globals";
import pg from "pg";

/** What the jobs of every minute send: they run whenever they like. */
const ofJobs = /\bjobs\.|log_entries_to_seal|log_seals|pg_try_advisory_xact_lock|user_count_changes RETURNING|DELETE FROM user_counts/;

/** Runs work and gives the SQL statements it sent, but for those of jobs, of their queue and of transactions. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = jest.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return spy.mock.calls
      .map(([statement]) => textOf(statement))
      .filter((text) => !ofJobs.test(text) && !/^(BEGIN|COMMIT|START|ROLLBACK)/.test(text));
  } finally {
    spy.mockRestore();
  }
}

function textOf(statement: unknown): string {
  return typeof statement === "string" ? statement : ((statement as { readonly text?: string }).text ?? "");
}
