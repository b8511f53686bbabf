import type { Database } from "../../foundation/platform/database/database.js";
import { defineJob } from "../../foundation/platform/jobs/job.js";
import type { MailTransport } from "../../foundation/platform/mail/mail-transport.js";
import type { UsersService, UserWithPassword } from "../accounts/users.service.js";
import type { OneTimeTokensService } from "../one-time-tokens/one-time-tokens.service.js";
import { isUsablePassword } from "../passwords/hashers/unusable-password.js";
import { bindingOf, invitationToken } from "./password-token.js";
import { invitationMail, type InvitationMailOptions } from "./recovery.mails.js";

/** Mails somebody the link to their first password. The token is made here, so that it never stands among the jobs. */
export const sendInvitation = defineJob<{ readonly userId: string }>("send-invitation");

/** What sending invitations needs. */
export interface SendInvitationParts {
  readonly database: Database;
  readonly users: UsersService;
  readonly tokens: OneTimeTokensService;
  readonly mail: MailTransport;
}

/** Does {@link sendInvitation}: to the address stored by then, if the user can still be invited. Of several mails the last is good. */
export function sendInvitationHandler({ database, users, tokens, mail }: SendInvitationParts, options: InvitationMailOptions) {
  return async ({ userId }: { readonly userId: string }): Promise<void> => {
    const { purpose } = invitationToken;
    const invited = await database.atomic(async () => {
      const user = await users.findWithPassword(userId);
      if (!user || !canBeInvited(user)) return null;
      await tokens.voidAll(purpose, userId);
      const { lifetimeSeconds } = options;
      return { user, token: await tokens.issue({ purpose, holderId: userId, binding: bindingOf(user), lifetimeSeconds }) };
    });
    if (invited) await mail.send(invitationMail(invited.user, invited.token, options));
  };
}

/** Whether an invitation may go to a user: one who may log in, can be reached, and has no password yet. */
export function canBeInvited({ isActive, email, password }: UserWithPassword): boolean {
  return isActive && email !== "" && !isUsablePassword(password);
}
