/**
 * One way of turning a password into a record and checking it, in Django's encoded form `algorithm$…`. Runs in a hashing
 * thread, so its methods may compute for long and must not wait for anything.
 */
export interface PasswordHasher {
  /** The part of a record before the first `$`. */
  readonly algorithm: string;
  /** Makes a record with a fresh salt. */
  encode(password: string): string;
  /** Whether the password made the record. False, after little work, for a record that is malformed or asks for too much. */
  verify(password: string, record: string): boolean;
}
