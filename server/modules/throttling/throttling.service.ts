import { createHash } from "node:crypto";

import { RequestError } from "../../foundation/kernel/request-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { OperationRates, Rate } from "../../foundation/platform/settings/rate.js";

/** Operations whose number is limited. */
export type ThrottledOperation = "logIn" | "logInFailed" | "signUp" | "changePassword" | "requestPasswordReset" | "confirmPasswordReset";

/** By what an attempt is counted. */
export interface ThrottleSubject {
  /** The client's address, an IPv6 one as its /64 network; null counts nothing. */
  readonly addressPrefix: string | null;
  /** The account or identifier the attempt aims at, whether it exists or not. */
  readonly account?: string;
}

/** Counts that were taken, to be given back when the attempt turns out to be harmless. */
export type Reservation = readonly Buffer[];

/**
 * Limits how often something is done, counted in PostgreSQL so that all processes share one count and parallel attempts
 * cannot pass it. Call it outside a transaction: a rollback would take the count back.
 */
export class ThrottlingService {
  constructor(
    private readonly database: Database,
    private readonly rates: Readonly<Record<ThrottledOperation, OperationRates>>,
    private readonly isPerAddressOn: boolean,
  ) {}

  /**
   * Counts an attempt, before it is made.
   *
   * @throws RequestError `RATE_LIMITED` when there were too many; the attempt must not be made
   */
  async reserve(operation: ThrottledOperation, subject: ThrottleSubject): Promise<Reservation> {
    const { perAddress, perAccount } = this.rates[operation];
    const counted: { key: Buffer; rate: Rate }[] = [];
    if (perAddress && this.isPerAddressOn && subject.addressPrefix !== null) {
      counted.push({ key: keyOf(operation, "address", subject.addressPrefix), rate: perAddress });
    }
    if (perAccount && subject.account !== undefined) counted.push({ key: keyOf(operation, "account", subject.account), rate: perAccount });
    const waits = await Promise.all(counted.map(({ key, rate }) => this.count(key, rate)));
    const retryAfterSeconds = Math.max(0, ...waits);
    if (retryAfterSeconds > 0)
      throw new RequestError("RATE_LIMITED", `Too many attempts; try again in ${retryAfterSeconds} seconds.`, { retryAfterSeconds });
    return counted.map(({ key }) => key);
  }

  /** Gives a reservation back. */
  async release(reservation: Reservation): Promise<void> {
    if (reservation.length === 0) return;
    await this.database.execute("UPDATE throttle_counters SET count = greatest(count - 1, 0) WHERE key = ANY($1)", [reservation]);
  }

  /** Forgets what was counted by some accounts; their owner has proved who they are. Takes part in the surrounding transaction. */
  async clear(operation: ThrottledOperation, accounts: readonly string[]): Promise<void> {
    const keys = accounts.map((account) => keyOf(operation, "account", account));
    await this.database.execute("DELETE FROM throttle_counters WHERE key = ANY($1)", [keys]);
  }

  /** Removes counters whose window is over. */
  async sweep(): Promise<number> {
    return this.database.execute("DELETE FROM throttle_counters WHERE ends_at < now()");
  }

  /** Seconds to wait; 0 when the attempt is within the limit. */
  private async count(key: Buffer, { limit, windowSeconds }: Rate): Promise<number> {
    const [row] = await this.database.query<{ count: number; seconds_left: number }>(countStatement, [key, windowSeconds]);
    return row && row.count > limit ? Math.max(1, Math.ceil(row.seconds_left)) : 0;
  }
}

/** Prepared, because every log-in runs it. */
const countStatement = {
  name: "count-attempt",
  text: `
    INSERT INTO throttle_counters AS counter (key, count, ends_at) VALUES ($1, 1, now() + make_interval(secs => $2))
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN counter.ends_at <= now() THEN 1 ELSE least(counter.count, 1000000000) + 1 END,
      ends_at = CASE WHEN counter.ends_at <= now() THEN excluded.ends_at ELSE counter.ends_at END
    RETURNING count, extract(epoch FROM ends_at - now())::float8 AS seconds_left`,
};

function keyOf(operation: ThrottledOperation, kind: "address" | "account", value: string): Buffer {
  return createHash("sha256")
    .update(JSON.stringify([operation, kind, value]))
    .digest();
}
