import type { Fault, UserErrorParams } from "../../../foundation/kernel/user-error.js";

/** What is known of the person whose password is judged, with the changes of the same form already applied. */
export interface PasswordContext {
  readonly username?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly email?: string | undefined;
}

/** One rule about new passwords. It judges the password as received, never trims or normalises what is stored. */
export interface PasswordValidator {
  /** Stable name, for settings and for `authConfig.passwordPolicy`. */
  readonly name: string;
  /** Values of the rule, such as `minLength`. */
  readonly params?: UserErrorParams;
  /** The fault of this password, or undefined when the rule is kept. Takes time linear in the password. */
  check(password: string, user: PasswordContext): Fault | undefined;
  /** One English sentence that tells the rule before anyone types. */
  describe(): string;
}

/** All faults of a password, in the order of the validators; an empty list of validators accepts everything (as Django). */
export function checkPassword(validators: readonly PasswordValidator[], password: string, user: PasswordContext): Fault[] {
  return validators.flatMap((validator) => validator.check(password, user) ?? []);
}
