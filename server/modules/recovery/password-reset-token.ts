import type { UserWithPassword } from "../accounts/users.service.js";

/** What tokens in reset mails are for. */
export const passwordResetPurpose = "password-reset";

/**
 * What voids a reset token when it changes, as in Django: the password record, the address, and the time of the last log-in. So a
 * link dies when the password is changed some other way, or was remembered after all.
 */
export function bindingOf({ password, email, lastLoginAt }: UserWithPassword): string {
  return JSON.stringify([password, email, lastLoginAt]);
}
