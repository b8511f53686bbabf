/**
 * What a record costs to compute, in the words of its algorithm: `{ iterations: 1000000 }`. Whole numbers of 31 bits, and nothing of
 * salt or digest: staff may read it.
 */
export type PasswordCost = Readonly<Record<string, number>>;

/**
 * One way of turning a password into a record and checking it, in Django's encoded form `algorithm$…`. Runs in a hashing
 * thread, so its methods may compute for long and must not wait for anything. None of them throws, whatever the record.
 */
export interface PasswordHasher {
  /** The part of a record before the first `$`. */
  readonly algorithm: string;
  /** Makes a record with a fresh salt. */
  encode(password: string): string;
  /** Whether the record is whole and asks for no more work and memory than a stranger's record may. Takes next to no time. */
  canRead(record: string): boolean;
  /** Whether the password made the record; false for a record that cannot be read. */
  verify(password: string, record: string): boolean;
  /** Whether `encode` would make a record of this algorithm otherwise: with another cost, or a longer salt. */
  mustUpdate(record: string): boolean;
  /** What a record costs; nothing for one that cannot be read. Takes next to no time. */
  costOf(record: string): PasswordCost;
}
