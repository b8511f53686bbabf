import type { Actor } from "../../foundation/kernel/actor.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { defineJob } from "../../foundation/platform/jobs/job.js";
import type { MailTransport } from "../../foundation/platform/mail/mail-transport.js";
import { loggedUser } from "../accounts/user-record.js";
import type { UsersService, UserWithPassword } from "../accounts/users.service.js";
import type { AuditService } from "../audit/audit.service.js";
import { isUsablePassword } from "../passwords/hashers/unusable-password.js";
import type { OneTimeTokensService } from "../one-time-tokens/one-time-tokens.service.js";
import { bindingOf, passwordResetToken } from "./password-token.js";
import { passwordResetMail, type PasswordResetMailOptions } from "./recovery.mails.js";

/** What is known of a request for a reset. */
export interface PasswordResetRequest {
  readonly email: string;
  readonly source: RequestSource;
  /** Of those who have the address, only this one; absent for all. */
  readonly userId?: string;
  /** The member of staff who asks for it; absent when somebody unknown did. */
  readonly actor?: Actor;
}

/** Finds out who has the address and mails them a link. The request itself has been answered already, the same for everyone. */
export const sendPasswordReset = defineJob<PasswordResetRequest>("send-password-reset");

/** What sending reset mails needs. */
export interface SendPasswordResetParts {
  readonly database: Database;
  readonly users: UsersService;
  readonly tokens: OneTimeTokensService;
  readonly audit: AuditService;
  readonly mail: MailTransport;
}

/**
 * Does {@link sendPasswordReset}: one mail for every active account that has the address and a password, to the address as it is
 * stored, never as it was typed (Django CVE-2019-19844).
 */
export function sendPasswordResetHandler(
  { database, users, tokens, audit, mail }: SendPasswordResetParts,
  options: PasswordResetMailOptions,
) {
  return async ({ email, source, userId, actor }: PasswordResetRequest): Promise<void> => {
    const holders = (await users.findByEmail(email)).filter(({ id }) => userId === undefined || id === userId);
    for (const user of holders.filter(canResetPassword)) {
      const { lifetimeSeconds } = options;
      const grant = { purpose: passwordResetToken.purpose, holderId: user.id, binding: bindingOf(user), lifetimeSeconds };
      const token = await database.atomic(async () => {
        await audit.record({ action: "PASSWORD_RESET_REQUEST", actor, object: loggedUser(user), source });
        return tokens.issue(grant);
      });
      await mail.send(passwordResetMail(user, token, options));
    }
  };
}

/** Whether a reset mail may go to a user: one who may log in, and by a password. */
export function canResetPassword({ isActive, password }: UserWithPassword): boolean {
  return isActive && isUsablePassword(password);
}
