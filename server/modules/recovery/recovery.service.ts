import { checkEmail, emailKey, normalizeEmail } from "../../foundation/kernel/email-address.js";
import { KeyedLock } from "../../foundation/kernel/keyed-lock.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { atInput, refuseIfAny, type UserError, UserErrors } from "../../foundation/kernel/user-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { Jobs } from "../../foundation/platform/jobs/jobs.js";
import { passwordNotice } from "../accounts/password-notice.job.js";
import type { UsersService, UserWithPassword } from "../accounts/users.service.js";
import type { FoundToken, OneTimeTokensService } from "../one-time-tokens/one-time-tokens.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { SessionsService } from "../sessions/sessions.service.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";
import { bindingOf, passwordResetPurpose } from "./password-reset-token.js";
import { sendPasswordReset } from "./send-password-reset.job.js";

/** What a person brings to set a new password without the old one. */
export interface PasswordResetConfirmation {
  readonly token: string;
  readonly newPassword: string;
}

/** A reset token that can be used now. */
export interface UsableToken {
  readonly token: FoundToken;
  readonly user: UserWithPassword;
}

/** Gets people back in who have forgotten their password. */
export class RecoveryService {
  private readonly oneTokenAtATime = new KeyedLock({ width: 1, waiting: 200 });

  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly tokens: OneTimeTokensService,
    private readonly throttling: ThrottlingService,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Orders a reset mail. Neither answer nor time tells whether anybody has the address: who it is, is found out later.
   *
   * @throws UserErrors when the text is no address
   * @throws RequestError `RATE_LIMITED`
   */
  async requestReset(typed: string, addressPrefix: string | null): Promise<void> {
    const email = normalizeEmail(typed);
    refuseIfAny(atInput("email", checkEmail(email)));
    await this.throttling.reserve("requestPasswordReset", { addressPrefix, account: emailKey(email) });
    await this.jobs.enqueue(sendPasswordReset, { email });
  }

  /**
   * The token if it can be used now, or why not. Using nothing up, it may be asked any number of times.
   *
   * @throws RequestError `RATE_LIMITED`
   */
  async findToken(text: string, addressPrefix: string | null): Promise<UsableToken | UserError> {
    await this.throttling.reserve("confirmPasswordReset", { addressPrefix });
    return this.examine(text);
  }

  /**
   * Sets a new password, ends all sessions of the user, and tells the owner by mail. Does not log in. A refused password leaves
   * the token good; of many confirmations at once, one succeeds.
   *
   * @throws UserErrors `TOKEN_INVALID`, `TOKEN_EXPIRED`, `TOKEN_USED` at `token`, or everything wrong with the new password
   * @throws RequestError `RATE_LIMITED`, `BUSY`
   */
  async confirmReset(
    { token: text, newPassword }: PasswordResetConfirmation,
    addressPrefix: string | null,
    source: RequestSource,
  ): Promise<void> {
    await this.throttling.reserve("confirmPasswordReset", { addressPrefix });
    // Of many who bring the same token, only the first needs a password hashed.
    await this.oneTokenAtATime.run(text, async () => {
      const found = await this.usable(text);
      refuseIfAny(atInput("newPassword", this.passwords.checkNew(newPassword, found.user)));
      const record = await this.passwords.hash(newPassword);
      await this.database.atomic(async () => {
        const { token, user } = await this.usable(text);
        if (!(await this.tokens.consume(token))) throw new UserErrors([tokenErrors.used]);
        await this.users.replacePassword(user.id, user.password, record);
        await this.sessions.revokeAll(user.id);
        await this.jobs.enqueue(passwordNotice, { userId: user.id, ipAddress: source.ipAddress });
      });
    });
  }

  private async usable(text: string): Promise<UsableToken> {
    const found = await this.examine(text);
    if ("code" in found) throw new UserErrors([found]);
    return found;
  }

  private async examine(text: string): Promise<UsableToken | UserError> {
    const token = await this.tokens.find(passwordResetPurpose, text);
    if (!token) return tokenErrors.invalid;
    if (token.state !== "good") return tokenErrors[token.state];
    const user = await this.users.findWithPassword(token.holderId);
    if (!user?.isActive || !this.tokens.isBoundTo(token, bindingOf(user))) return tokenErrors.invalid;
    return { token, user };
  }
}

const path = ["input", "token"];
const tokenErrors = {
  invalid: { code: "TOKEN_INVALID", message: "This reset link is not valid; ask for a new one.", path },
  expired: { code: "TOKEN_EXPIRED", message: "This reset link is too old; ask for a new one.", path },
  used: { code: "TOKEN_USED", message: "This reset link has been used already; ask for a new one if you need to.", path },
} as const satisfies Record<string, UserError>;
