import { codePointLength, isStorable, tooLong } from "../../foundation/kernel/text.js";
import type { Fault } from "../../foundation/kernel/user-error.js";
import type { PasswordCheck } from "./hashers/hasher-list.js";
import { makeUnusablePassword } from "./hashers/unusable-password.js";
import type { HashingPool } from "./hashing/hashing-pool.js";
import { checkPassword, type PasswordContext, type PasswordValidator } from "./validators/password-validator.js";

/** Longest password, in code points. The same for everybody and every door, so that the limit tells nothing of an account. */
export const maxPasswordLength = 4096;

/** Makes, checks and judges passwords. Every path that sets or checks one comes here. */
export class PasswordsService {
  constructor(
    private readonly pool: HashingPool,
    readonly validators: readonly PasswordValidator[],
  ) {}

  /**
   * Makes the record of a password. The bytes are taken as they come, without Unicode normalisation, so that records made
   * elsewhere keep fitting.
   *
   * @throws RequestError `BUSY`
   */
  async hash(password: string): Promise<string> {
    return this.pool.encode(password);
  }

  /**
   * Refuses at once while so many passwords are being checked that another would be refused. Doors ask before they do anything
   * else, because a refusal that first asked the database would be slow just when there is much to do.
   *
   * @throws RequestError `BUSY`
   */
  refuseIfBusy(): void {
    this.pool.refuseIfFull();
  }

  /**
   * Runs work that will check one password, unless as many are under way as can be checked or may wait for it.
   *
   * @throws RequestError `BUSY`; the work was not begun
   */
  async admit<T>(work: () => Promise<T>): Promise<T> {
    return this.pool.admit(work);
  }

  /** Fewest code points of a new password; 1 when no rule says more. */
  get minLength(): number {
    const limits = this.validators.map((validator) => validator.params?.["minLength"]);
    return Math.max(1, ...limits.filter((limit) => typeof limit === "number"));
  }

  /** A record that no password opens. */
  makeUnusable(): string {
    return makeUnusablePassword();
  }

  /**
   * Checks a password against a record, and makes a new record of it if the old one is behind. Null (no such account), records
   * that no password opens, and cheap ones take as long as a wrong password.
   *
   * @throws RequestError `BUSY`
   */
  async check(password: string, record: string | null): Promise<PasswordCheck> {
    return this.pool.check(password, record ?? "");
  }

  /**
   * Whether a password fits a record, for callers that replace the record anyway; otherwise as `check`.
   *
   * @throws RequestError `BUSY`
   */
  async verify(password: string, record: string | null): Promise<boolean> {
    return (await this.check(password, record)).fits;
  }

  /** What is wrong with a password as typed, before anybody asks whose it is: nothing, too much, or text that cannot be. */
  checkTyped(password: string): Fault[] {
    if (password === "") return [{ code: "REQUIRED", message: "Enter a password." }];
    if (codePointLength(password) > maxPasswordLength) return [tooLong(maxPasswordLength)];
    if (!isStorable(password)) return [{ code: "INVALID", message: "The password contains a character that cannot be used." }];
    return [];
  }

  /** Everything that is wrong with a new password of the given person; the rules are asked all, so that one answer suffices. */
  checkNew(password: string, person: PasswordContext): Fault[] {
    const faults = this.checkTyped(password);
    return faults.length > 0 ? faults : checkPassword(this.validators, password, person);
  }
}
