import { defineJob } from "../../foundation/platform/jobs/job.js";
import type { MailTransport } from "../../foundation/platform/mail/mail-transport.js";
import { renderMail } from "../../foundation/platform/mail/render-mail.js";
import type { UsersService } from "./users.service.js";

/** Tells the owner of an account that its password is another one now. */
export const passwordNotice = defineJob<{ userId: string; ipAddress: string | null }>("password-notice");

/** Does {@link passwordNotice}: to the address stored at that time, if there is one. */
export function passwordNoticeHandler(users: UsersService, mail: MailTransport, siteName: string) {
  return async ({ userId, ipAddress }: { userId: string; ipAddress: string | null }): Promise<void> => {
    const user = await users.find(userId);
    if (!user || user.email === "") return;
    await mail.send(
      renderMail({
        to: user.email,
        siteName,
        preview: "If that was not you, reset your password at once.",
        subject: `Your password at ${siteName} was changed`,
        paragraphs: [
          `The password of your account ${user.username} at ${siteName} was changed${ipAddress === null ? "" : ` from the address ${ipAddress}`}. All other devices were logged out.`,
          "If that was you, there is nothing to do. If not, reset your password at once.",
        ],
        reason: `You receive this mail because the password of your account at ${siteName} was changed.`,
      }),
    );
  };
}
