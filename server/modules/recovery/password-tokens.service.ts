import { KeyedLock } from "../../foundation/kernel/keyed-lock.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { atInput, refuseIfAny, type UserError, UserErrors } from "../../foundation/kernel/user-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { Jobs } from "../../foundation/platform/jobs/jobs.js";
import { passwordNotice } from "../accounts/password-notice.job.js";
import { actorOf, loggedUser } from "../accounts/user-record.js";
import { type UsersService, type UserWithPassword, withoutPassword } from "../accounts/users.service.js";
import type { AuditService } from "../audit/audit.service.js";
import { throttleKeysOf } from "../authentication/attempt-counter.js";
import type { AuthenticationHooks } from "../authentication/authentication.hooks.js";
import type { FoundToken, OneTimeTokensService } from "../one-time-tokens/one-time-tokens.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { SessionsService } from "../sessions/sessions.service.js";
import type { LockoutService } from "../throttling/lockout.service.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";
import { bindingOf, type PasswordTokenKind } from "./password-token.js";
import type { RecoverySignals } from "./recovery.signals.js";

/** What a person brings to set a password without an old one. */
export interface PasswordTokenUse {
  readonly token: string;
  readonly newPassword: string;
}

/** A token that can be used now. */
export interface UsableToken {
  readonly token: FoundToken;
  readonly user: UserWithPassword;
}

/** What setting passwords with mailed tokens needs. */
export interface PasswordTokensParts {
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

/** Sets passwords with mailed tokens of one kind. */
export class PasswordTokensService {
  private readonly oneTokenAtATime = new KeyedLock({ width: 1, waiting: 200 });

  constructor(
    private readonly parts: PasswordTokensParts,
    private readonly kind: PasswordTokenKind,
  ) {}

  /**
   * The token if it can be used now, or why not. Using nothing up, it may be asked any number of times.
   *
   * @throws RequestError `RATE_LIMITED`
   */
  async find(text: string, source: RequestSource): Promise<UsableToken | UserError> {
    await this.parts.throttling.reserve("confirmPasswordReset", { addressPrefix: source.addressPrefix });
    return this.examine(text);
  }

  /**
   * Sets a new password, ends all sessions of the user and all waiting for wrong passwords, and tells the owner by mail. Does not
   * log in. A refused password leaves the token good; of many who use it at once, one succeeds.
   *
   * @throws UserErrors `TOKEN_INVALID`, `TOKEN_EXPIRED`, `TOKEN_USED` at `token`, everything wrong with the new password, or a veto
   * @throws RequestError `RATE_LIMITED`, `BUSY`
   */
  async use({ token: text, newPassword }: PasswordTokenUse, source: RequestSource): Promise<void> {
    const { passwords, throttling, hooks } = this.parts;
    await throttling.reserve("confirmPasswordReset", { addressPrefix: source.addressPrefix });
    // Of many who bring the same token, only the first needs a password hashed.
    await this.oneTokenAtATime.run(text, async () => {
      const found = await this.usable(text);
      refuseIfAny(atInput("newPassword", passwords.checkNew(newPassword, found.user)));
      await hooks.beforePasswordChange.ask({ user: withoutPassword(found.user), source });
      await this.replacePassword(text, await passwords.hash(newPassword), source);
    });
  }

  private async replacePassword(text: string, record: string, source: RequestSource): Promise<void> {
    const { database, users, sessions, tokens, throttling, lockouts, jobs, audit, signals } = this.parts;
    const { action, refusals, signal } = this.kind;
    await database.atomic(async () => {
      const { token, user } = await this.usable(text);
      if (!(await tokens.consume(token))) throw new UserErrors([refusals.used]);
      await users.replacePassword(user.id, user.password, record);
      await sessions.revokeAll(user.id);
      await lockouts.clear(user.id);
      await throttling.clear("logInFailed", throttleKeysOf(user));
      await audit.record({ action, actor: actorOf(user), object: loggedUser(user), source });
      await jobs.enqueue(passwordNotice, { userId: user.id, ipAddress: source.ipAddress });
      database.onCommit(() => signals[signal].send({ user: withoutPassword(user), source }));
    });
  }

  private async usable(text: string): Promise<UsableToken> {
    const found = await this.examine(text);
    if ("code" in found) throw new UserErrors([found]);
    return found;
  }

  private async examine(text: string): Promise<UsableToken | UserError> {
    const { tokens, users } = this.parts;
    const { purpose, refusals } = this.kind;
    const token = await tokens.find(purpose, text);
    if (!token) return refusals.invalid;
    if (token.state !== "good") return refusals[token.state];
    const user = await users.findWithPassword(token.holderId);
    if (!user?.isActive || !tokens.isBoundTo(token, bindingOf(user))) return refusals.invalid;
    return { token, user };
  }
}
