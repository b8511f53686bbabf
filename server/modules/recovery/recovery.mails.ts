import type { MailMessage } from "../../foundation/platform/mail/mail-transport.js";
import { renderMail } from "../../foundation/platform/mail/render-mail.js";
import type { UserRecord } from "../accounts/user-record.js";

/** What reset mails need to know of the installation. */
export interface PasswordResetMailOptions {
  readonly siteName: string;
  /** Contains `<token>`. */
  readonly resetUrl: string;
  readonly lifetimeSeconds: number;
}

/** The mail with the reset link. */
export function passwordResetMail(user: UserRecord, token: string, options: PasswordResetMailOptions): MailMessage {
  const { siteName, resetUrl, lifetimeSeconds } = options;
  return renderMail({
    to: user.email,
    siteName,
    subject: `Password reset on ${siteName}`,
    preview: "The link to choose a new password.",
    paragraphs: [
      `Somebody asked to reset the password of your account at ${siteName}. To choose a new one, open this page:`,
      { link: linkTo(resetUrl, token), label: "Choose a new password" },
      `Your username, in case you have forgotten it: ${user.username}`,
      `The link is good once, for ${inWords(lifetimeSeconds)}. If it was not you, do nothing: your password stays as it is.`,
    ],
    reason: `You receive this mail because a password reset was requested for your account at ${siteName}.`,
  });
}

/** What invitations need to know of the installation. */
export interface InvitationMailOptions {
  readonly siteName: string;
  /** Contains `<token>`. */
  readonly invitationUrl: string;
  readonly lifetimeSeconds: number;
}

/** The mail with the link to the first password. Whoever invites is not named: the address need not be the invited person's. */
export function invitationMail(user: UserRecord, token: string, options: InvitationMailOptions): MailMessage {
  const { siteName, invitationUrl, lifetimeSeconds } = options;
  return renderMail({
    to: user.email,
    siteName,
    subject: `Your account at ${siteName}`,
    preview: "The link to choose your password.",
    paragraphs: [
      `An account was made for you at ${siteName}. To choose its password, open this page:`,
      { link: linkTo(invitationUrl, token), label: "Choose a password" },
      `Your username: ${user.username}`,
      `The link is good once, for ${inWords(lifetimeSeconds)}. If you expected no account there, do nothing: without a password nobody can use it.`,
    ],
    reason: `You receive this mail because somebody at ${siteName} made an account with your address.`,
  });
}

function linkTo(page: string, token: string): string {
  return page.replaceAll("<token>", encodeURIComponent(token));
}

/** A time span, never longer than it is: in days from two days on, in hours from two hours on. */
function inWords(seconds: number): string {
  if (seconds >= 2 * 86_400) return `${Math.floor(seconds / 86_400)} days`;
  if (seconds >= 2 * 3_600) return `${Math.floor(seconds / 3_600)} hours`;
  return seconds < 120 ? "a minute" : `${Math.floor(seconds / 60)} minutes`;
}
