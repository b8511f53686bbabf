import type { MailMessage } from "../../foundation/platform/mail/mail-transport.js";
import { renderMail } from "../../foundation/platform/mail/render-mail.js";
import type { UserRecord } from "../accounts/user-record.js";

/** What reset mails need to know of the installation. */
export interface PasswordResetMailOptions {
  readonly siteName: string;
  /** Contains `<token>`. */
  readonly resetUrl: string;
}

/** The mail with the reset link. */
export function passwordResetMail(user: UserRecord, token: string, { siteName, resetUrl }: PasswordResetMailOptions): MailMessage {
  return renderMail({
    to: user.email,
    subject: `Password reset on ${siteName}`,
    paragraphs: [
      `You receive this mail because somebody asked to reset the password of your account at ${siteName}. To choose a new one, open this page:`,
      { link: resetUrl.replaceAll("<token>", encodeURIComponent(token)), label: "Choose a new password" },
      `Your username, in case you have forgotten it: ${user.username}`,
      "If it was not you, do nothing: your password stays as it is.",
    ],
  });
}
