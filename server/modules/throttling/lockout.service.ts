import { createHash } from "node:crypto";

import { RequestError } from "../../foundation/kernel/request-error.js";
import type { Database } from "../../foundation/platform/database/database.js";

/** When repeated failures slow an account down. */
export interface LockoutRules {
  /** So many wrong credentials in a row cost nothing. */
  readonly freeFailures: number;
  /** The wait after the next one; it doubles with each further failure. */
  readonly firstDelaySeconds: number;
  readonly longestDelaySeconds: number;
  /** After so many in a row only a password reset or a known device helps (NIST SP 800-63B-4: at most 100). */
  readonly maxFailures: number;
}

/** Whose credentials are tried, and from where. */
export interface LockoutSubject {
  /** Key of the user; null when nobody has the identifier. */
  readonly accountId: string | null;
  /** Stands for the account where there is none: strangers must not see the difference. */
  readonly identifier: string;
  /** A device on which the user has logged in before; it has a budget of its own, so that strangers cannot lock it out. */
  readonly deviceId: string | null;
}

/** A wait longer than any that ends by itself. */
const forEver = "infinity";

/**
 * Counts wrong credentials of an account in a row, over all paths that check any. The attempt is counted as failed before it is
 * made, in one statement, so that parallel attempts cannot pass the limit.
 */
export class LockoutService {
  constructor(
    private readonly database: Database,
    private readonly rules: LockoutRules,
  ) {}

  /**
   * Counts an attempt, before it is made.
   *
   * @throws RequestError `RATE_LIMITED` while the account has to wait; the attempt must not be made
   */
  async reserve(subject: LockoutSubject): Promise<void> {
    const { freeFailures, firstDelaySeconds, longestDelaySeconds, maxFailures } = this.rules;
    const key = keyOf(subject);
    const counted = await this.database.query(reserveStatement, [
      key,
      subject.accountId,
      freeFailures,
      firstDelaySeconds,
      longestDelaySeconds,
      maxFailures,
    ]);
    if (counted.length === 0) throw tooManyFailures(await this.secondsLeft(key));
  }

  /** Forgets one attempt that was counted but never judged, because something else prevented it. */
  async release(subject: LockoutSubject): Promise<void> {
    await this.database.execute("UPDATE lockouts SET failures = greatest(failures - 1, 0), locked_until = '-infinity' WHERE key = $1", [
      keyOf(subject),
    ]);
  }

  /** Forgets all failures of an account: its owner has proved who they are. Takes part in the surrounding transaction. */
  async clear(accountId: string): Promise<void> {
    await this.database.execute(clearStatement, [accountId]);
  }

  /** Removes what has been quiet for ninety days. */
  async sweep(): Promise<number> {
    return this.database.execute("DELETE FROM lockouts WHERE last_failed_at < now() - interval '90 days'");
  }

  private async secondsLeft(key: Buffer): Promise<number> {
    const [row] = await this.database.query<{ seconds: number }>(
      "SELECT least(extract(epoch FROM locked_until - now()), $2)::float8 AS seconds FROM lockouts WHERE key = $1",
      [key, this.rules.longestDelaySeconds],
    );
    return Math.max(1, Math.ceil(row?.seconds ?? 1));
  }
}

// Prepared, because every log-in runs them.
const reserveStatement = {
  name: "reserve-attempt",
  text: `
    INSERT INTO lockouts (key, account_id, failures, last_failed_at, locked_until) VALUES ($1, $2, 1, now(), '-infinity')
    ON CONFLICT (key) DO UPDATE SET
      failures = lockouts.failures + 1,
      last_failed_at = now(),
      locked_until = CASE
        WHEN lockouts.failures + 1 >= $6 THEN '${forEver}'
        WHEN lockouts.failures + 1 < $3 THEN '-infinity'
        ELSE now() + make_interval(secs => least($4 * power(2, least(lockouts.failures + 1 - $3, 30)), $5))
      END
    WHERE lockouts.locked_until <= now()
    RETURNING 1`,
};

const clearStatement = { name: "clear-attempts", text: "DELETE FROM lockouts WHERE account_id = $1" };

function tooManyFailures(retryAfterSeconds: number): RequestError {
  return new RequestError("RATE_LIMITED", `Too many wrong attempts; try again in ${retryAfterSeconds} seconds, or reset the password.`, {
    retryAfterSeconds,
  });
}

function keyOf({ accountId, identifier, deviceId }: LockoutSubject): Buffer {
  const account = accountId === null ? ["identifier", identifier] : ["account", accountId];
  return createHash("sha256")
    .update(JSON.stringify([...account, deviceId]))
    .digest();
}
