import { checkEmail, emailKey, normalizeEmail } from "../../foundation/kernel/email-address.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { atInput, refuseIfAny } from "../../foundation/kernel/user-error.js";
import type { Jobs } from "../../foundation/platform/jobs/jobs.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";
import { sendPasswordReset } from "./send-password-reset.job.js";

/** Gets people back in who have forgotten their password: the first half; the second is `PasswordTokensService`. */
export class RecoveryService {
  constructor(
    private readonly throttling: ThrottlingService,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Orders a reset mail. Neither answer nor time tells whether anybody has the address: who it is, is found out later.
   *
   * @throws UserErrors when the text is no address
   * @throws RequestError `RATE_LIMITED`
   */
  async requestReset(typed: string, source: RequestSource): Promise<void> {
    const email = normalizeEmail(typed);
    refuseIfAny(atInput("email", checkEmail(email)));
    await this.throttling.reserve("requestPasswordReset", { addressPrefix: source.addressPrefix, account: emailKey(email) });
    await this.jobs.enqueue(sendPasswordReset, { email, source });
  }
}
