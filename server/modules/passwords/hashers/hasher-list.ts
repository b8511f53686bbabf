import { pbkdf2Sync } from "node:crypto";

import type { PasswordCost, PasswordHasher } from "./password-hasher.js";
import { isUsablePassword } from "./unusable-password.js";
import { UsualDuration } from "./usual-duration.js";

/** What a check of a password found. */
export interface PasswordCheck {
  readonly fits: boolean;
  /**
   * A new record of the same password when it fits and the old record is of another algorithm or cost than new ones are; else
   * null. Store it in place of the old one, by compare-and-set.
   */
  readonly upgradedRecord: string | null;
}

/** What staff may know of a stored password. */
export interface PasswordSummary {
  /** False when no password is set. */
  readonly isUsable: boolean;
  /** Null when no hasher reads the record. */
  readonly algorithm: string | null;
  readonly cost: PasswordCost;
}

const wrong: PasswordCheck = { fits: false, upgradedRecord: null };

/** The hashers of an installation: the first writes, all read. */
export class HasherList {
  private readonly duration = new UsualDuration();

  constructor(
    private readonly preferred: PasswordHasher,
    private readonly others: readonly PasswordHasher[] = [],
  ) {}

  /** Makes the record of a password. */
  encode(password: string): string {
    return this.duration.measure(() => this.preferred.encode(password));
  }

  /**
   * Checks a password. Whatever the record, the answer takes at least as long as for a record of the first hasher, so that time
   * does not tell accounts apart; longer only when the record itself costs more, or is upgraded.
   *
   * @param record an empty one (no account), an unusable, foreign, damaged, or hostile one fits no password
   */
  check(password: string, record: string): PasswordCheck {
    const hasher = this.readerOf(record);
    if (!hasher) {
      this.encode(password);
      return wrong;
    }
    if (hasher === this.preferred && !hasher.mustUpdate(record)) {
      return { fits: this.duration.measure(() => hasher.verify(password, record)), upgradedRecord: null };
    }
    return this.checkOld(hasher, password, record);
  }

  /** Whether some hasher reads a record: its algorithm is listed, it is whole, and it asks for no more work than it may. */
  canRead(record: string): boolean {
    return this.readerOf(record) !== undefined;
  }

  /** What a record is of, and nothing that helps to guess the password. */
  summarize(record: string): PasswordSummary {
    const hasher = this.readerOf(record);
    if (hasher) return { isUsable: true, algorithm: hasher.algorithm, cost: hasher.costOf(record) };
    return { isUsable: record !== "" && isUsablePassword(record), algorithm: null, cost: {} };
  }

  private checkOld(hasher: PasswordHasher, password: string, record: string): PasswordCheck {
    const started = performance.now();
    // The new record is made here and now, because the right password must not be answered sooner than a wrong one either:
    // the account may be inactive. It also spares the caller a second turn in the queue.
    if (hasher.verify(password, record)) return { fits: true, upgradedRecord: this.encode(password) };
    this.harden(password, started);
    return wrong;
  }

  /** Works on until a check that began at `started` has taken as long as one with the first hasher. */
  private harden(password: string, started: number): void {
    const usual = this.duration.milliseconds;
    if (usual === undefined) this.encode(password);
    else while (performance.now() - started < usual) pbkdf2Sync(password, "", 2_000, 32, "sha256");
  }

  private readerOf(record: string): PasswordHasher | undefined {
    const [algorithm] = record.split("$", 1);
    const hasher = [this.preferred, ...this.others].find((candidate) => candidate.algorithm === algorithm);
    return hasher?.canRead(record) ? hasher : undefined;
  }
}
