import bcrypt from "bcrypt";

import { isSameDigest } from "./digest.js";
import type { PasswordCost, PasswordHasher } from "./password-hasher.js";

/** Highest cost that is computed for a stored record: a hostile record must not occupy a thread for minutes. */
const maxCost = 15;

// `$2y$` is PHP's name for `$2b$`, and `$2a$` was another for long inputs in some programs only. `$2x$` is a known fault.
// Of the salt's last character only two bits count, so that four characters are left.
const recordShape = /^([a-z0-9_]+)\$\$2[aby]\$(\d\d)\$([./A-Za-z0-9]{21}[.Oeu])([./A-Za-z0-9]{31})$/;

interface BcryptRecord {
  readonly cost: number;
  readonly salt: string;
  readonly checksum: string;
}

/**
 * Django's `BCryptPasswordHasher`: `bcrypt$` and the string of bcrypt. Only for reading: passwords that agree in their first 72
 * bytes are the same to it.
 */
export class BcryptHasher implements PasswordHasher {
  readonly algorithm: string = "bcrypt";

  /** @param cost base-2 logarithm of the number of rounds, 4 to 15 */
  constructor(private readonly cost: number) {}

  encode(password: string, salt = bcrypt.genSaltSync(4).slice(-22)): string {
    return `${this.algorithm}$${this.derive(password, salt, this.cost)}`;
  }

  canRead(record: string): boolean {
    return this.read(record) !== undefined;
  }

  verify(password: string, record: string): boolean {
    const stored = this.read(record);
    if (!stored) return false;
    const computed = this.derive(password, stored.salt, stored.cost).slice(-stored.checksum.length);
    return isSameDigest(Buffer.from(computed), Buffer.from(stored.checksum));
  }

  mustUpdate(record: string): boolean {
    const stored = this.read(record);
    return stored !== undefined && stored.cost !== this.cost;
  }

  costOf(record: string): PasswordCost {
    const stored = this.read(record);
    return stored ? { "work factor": stored.cost } : {};
  }

  /** What bcrypt is given for a password. */
  protected toInput(password: string): Buffer {
    return Buffer.from(password);
  }

  private derive(password: string, salt: string, cost: number): string {
    return bcrypt.hashSync(this.toInput(password), `$2b$${String(cost).padStart(2, "0")}$${salt}`);
  }

  private read(record: string): BcryptRecord | undefined {
    const [, algorithm, cost, salt, checksum] = recordShape.exec(record) ?? [];
    if (algorithm !== this.algorithm || salt === undefined || checksum === undefined) return undefined;
    return Number(cost) >= 4 && Number(cost) <= maxCost ? { cost: Number(cost), salt, checksum } : undefined;
  }
}
