import type { UserError } from "../../foundation/kernel/user-error.js";
import type { UserWithPassword } from "../accounts/users.service.js";
import type { LogAction } from "../audit/audit.service.js";
import type { RecoverySignals } from "./recovery.signals.js";

/** A kind of mailed token that lets whoever has it set a password. */
export interface PasswordTokenKind {
  /** A token of one purpose is void for every other. */
  readonly purpose: string;
  /** What the log calls it when a password was set with one. */
  readonly action: LogAction;
  /** What is told then. */
  readonly signal: keyof RecoverySignals;
  /** Why one is refused, and what to do. */
  readonly refusals: Readonly<Record<"invalid" | "expired" | "used", UserError>>;
}

const path = ["input", "token"];

/** Mailed to whoever has forgotten the password. */
export const passwordResetToken: PasswordTokenKind = {
  purpose: "password-reset",
  action: "PASSWORD_RESET",
  signal: "passwordReset",
  refusals: {
    invalid: { code: "TOKEN_INVALID", message: "This reset link is not valid; ask for a new one.", path },
    expired: { code: "TOKEN_EXPIRED", message: "This reset link is too old; ask for a new one.", path },
    used: { code: "TOKEN_USED", message: "This reset link has been used already; ask for a new one if you need to.", path },
  },
};

/** Mailed to somebody for whom staff has made an account, who is to choose the first password. */
export const invitationToken: PasswordTokenKind = {
  purpose: "invitation",
  action: "INVITATION_ACCEPT",
  signal: "invitationAccepted",
  refusals: {
    invalid: { code: "TOKEN_INVALID", message: "This invitation is not valid; ask whoever invited you for a new one.", path },
    expired: { code: "TOKEN_EXPIRED", message: "This invitation is too old; ask whoever invited you for a new one.", path },
    used: { code: "TOKEN_USED", message: "This invitation has been accepted already; log in with the password you have chosen.", path },
  },
};

/**
 * What voids a token when it changes, as in Django: the password record, the address, and the time of the last log-in. So a link
 * dies when the password is set some other way, or was remembered after all.
 */
export function bindingOf({ password, email, lastLoginAt }: UserWithPassword): string {
  return JSON.stringify([password, email, lastLoginAt]);
}
