import { checkEmail, emailKey, normalizeEmail } from "../../foundation/kernel/email-address.js";
import { KeyedLock } from "../../foundation/kernel/keyed-lock.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { atInput, refuseIfAny, type UserError, UserErrors } from "../../foundation/kernel/user-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { Jobs } from "../../foundation/platform/jobs/jobs.js";
import { passwordNotice } from "../accounts/password-notice.job.js";
import { actorOf, loggedUser } from "../accounts/user-record.js";
import type { UsersService, UserWithPassword } from "../accounts/users.service.js";
import type { AuditService } from "../audit/audit.service.js";
import { throttleKeysOf } from "../authentication/attempt-counter.js";
import type { AuthenticationHooks } from "../authentication/authentication.hooks.js";
import type { FoundToken, OneTimeTokensService } from "../one-time-tokens/one-time-tokens.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { SessionsService } from "../sessions/sessions.service.js";
import type { LockoutService } from "../throttling/lockout.service.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";
import { bindingOf, passwordResetPurpose } from "./password-reset-token.js";
import type { RecoverySignals } from "./recovery.signals.js";
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

/** What recovery needs. */
export interface RecoveryParts {
  readonly database: Database;
  readonly users: UsersService;
  readonly passwords: PasswordsService;
  readonly sessions: SessionsService;
  readonly tokens: OneTimeTokensService;
  readonly throttling: ThrottlingService;
  readonly lockouts: LockoutService;
  readonly jobs: Jobs;
  readonly audit: AuditService;
  readonly signals: RecoverySignals;
  readonly hooks: AuthenticationHooks;
}

/** Gets people back in who have forgotten their password. */
export class RecoveryService {
  private readonly oneTokenAtATime = new KeyedLock({ width: 1, waiting: 200 });

  constructor(private readonly parts: RecoveryParts) {}

  /**
   * Orders a reset mail. Neither answer nor time tells whether anybody has the address: who it is, is found out later.
   *
   * @throws UserErrors when the text is no address
   * @throws RequestError `RATE_LIMITED`
   */
  async requestReset(typed: string, source: RequestSource): Promise<void> {
    const email = normalizeEmail(typed);
    refuseIfAny(atInput("email", checkEmail(email)));
    await this.parts.throttling.reserve("requestPasswordReset", { addressPrefix: source.addressPrefix, account: emailKey(email) });
    await this.parts.jobs.enqueue(sendPasswordReset, { email, source });
  }

  /**
   * The token if it can be used now, or why not. Using nothing up, it may be asked any number of times.
   *
   * @throws RequestError `RATE_LIMITED`
   */
  async findToken(text: string, source: RequestSource): Promise<UsableToken | UserError> {
    await this.parts.throttling.reserve("confirmPasswordReset", { addressPrefix: source.addressPrefix });
    return this.examine(text);
  }

  /**
   * Sets a new password, ends all sessions of the user and all waiting for wrong passwords, and tells the owner by mail. Does not
   * log in. A refused password leaves the token good; of many confirmations at once, one succeeds.
   *
   * @throws UserErrors `TOKEN_INVALID`, `TOKEN_EXPIRED`, `TOKEN_USED` at `token`, everything wrong with the new password, or a veto
   * @throws RequestError `RATE_LIMITED`, `BUSY`
   */
  async confirmReset({ token: text, newPassword }: PasswordResetConfirmation, source: RequestSource): Promise<void> {
    const { passwords, throttling, hooks } = this.parts;
    await throttling.reserve("confirmPasswordReset", { addressPrefix: source.addressPrefix });
    // Of many who bring the same token, only the first needs a password hashed.
    await this.oneTokenAtATime.run(text, async () => {
      const found = await this.usable(text);
      refuseIfAny(atInput("newPassword", passwords.checkNew(newPassword, found.user)));
      await hooks.beforePasswordChange.ask({ user: found.user, source });
      await this.replacePassword(text, await passwords.hash(newPassword), source);
    });
  }

  private async replacePassword(text: string, record: string, source: RequestSource): Promise<void> {
    const { database, users, sessions, tokens, throttling, lockouts, jobs, audit, signals } = this.parts;
    await database.atomic(async () => {
      const { token, user } = await this.usable(text);
      if (!(await tokens.consume(token))) throw new UserErrors([tokenErrors.used]);
      await users.replacePassword(user.id, user.password, record);
      await sessions.revokeAll(user.id);
      await lockouts.clear(user.id);
      await throttling.clear("logInFailed", throttleKeysOf(user));
      await audit.record({ action: "PASSWORD_RESET", actor: actorOf(user), object: loggedUser(user), source });
      await jobs.enqueue(passwordNotice, { userId: user.id, ipAddress: source.ipAddress });
      database.onCommit(() => signals.passwordReset.send({ user, source }));
    });
  }

  private async usable(text: string): Promise<UsableToken> {
    const found = await this.examine(text);
    if ("code" in found) throw new UserErrors([found]);
    return found;
  }

  private async examine(text: string): Promise<UsableToken | UserError> {
    const token = await this.parts.tokens.find(passwordResetPurpose, text);
    if (!token) return tokenErrors.invalid;
    if (token.state !== "good") return tokenErrors[token.state];
    const user = await this.parts.users.findWithPassword(token.holderId);
    if (!user?.isActive || !this.parts.tokens.isBoundTo(token, bindingOf(user))) return tokenErrors.invalid;
    return { token, user };
  }
}

const path = ["input", "token"];
const tokenErrors = {
  invalid: { code: "TOKEN_INVALID", message: "This reset link is not valid; ask for a new one.", path },
  expired: { code: "TOKEN_EXPIRED", message: "This reset link is too old; ask for a new one.", path },
  used: { code: "TOKEN_USED", message: "This reset link has been used already; ask for a new one if you need to.", path },
} as const satisfies Record<string, UserError>;
