/**
 * No statement may hold a connection longer than this; a request that needs more is at fault. In milliseconds, sent when a
 * connection begins.
 */
export const startupLimits = { statement_timeout: 15_000, lock_timeout: 5_000, idle_in_transaction_session_timeout: 30_000 };

/** Lifts {@link startupLimits} for the rest of a transaction whose work may take as long as it needs. */
export const noLimits = Object.keys(startupLimits)
  .map((name) => `SET LOCAL ${name} = 0`)
  .join("; ");

/** What an operator runs once where a pooler refuses {@link startupLimits}, so that the server knows them by itself. */
export const limitsForRole = Object.entries(startupLimits)
  .map(([name, milliseconds]) => `ALTER ROLE CURRENT_USER SET ${name} = '${milliseconds}ms';`)
  .join(" ");
