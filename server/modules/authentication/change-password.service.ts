import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { atInput, refuseIfAny, type UserError, UserErrors } from "../../foundation/kernel/user-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { Jobs } from "../../foundation/platform/jobs/jobs.js";
import { passwordNotice } from "../accounts/password-notice.job.js";
import { actorOf, loggedUser, type UserRecord } from "../accounts/user-record.js";
import type { UsersService, UserWithPassword } from "../accounts/users.service.js";
import type { AuditService } from "../audit/audit.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { LiveSession } from "../sessions/session-record.js";
import type { OpenedSession, SessionsService } from "../sessions/sessions.service.js";
import type { LockoutService } from "../throttling/lockout.service.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";
import { deviceStampOf } from "./attempt-counter.js";
import type { AuthenticationHooks } from "./authentication.hooks.js";
import type { AuthenticationSignals } from "./authentication.signals.js";

/** What a person typed to change the password. */
export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** The session that goes on after a change, under a new token. */
export interface ChangedPassword {
  readonly opened: OpenedSession;
  /** Goes into the cookie of a known device. */
  readonly deviceStamp: string;
}

/** What changing a password needs. */
export interface ChangePasswordParts {
  readonly database: Database;
  readonly users: UsersService;
  readonly passwords: PasswordsService;
  readonly sessions: SessionsService;
  readonly throttling: ThrottlingService;
  readonly lockouts: LockoutService;
  readonly jobs: Jobs;
  readonly audit: AuditService;
  readonly signals: AuthenticationSignals;
  readonly hooks: AuthenticationHooks;
}

/** Lets users change their own password. */
export class ChangePasswordService {
  constructor(private readonly parts: ChangePasswordParts) {}

  /**
   * Changes the password of the session's user, ends all other sessions, gives this one a new token, and tells the owner by mail.
   *
   * @throws UserErrors `INVALID_CREDENTIALS` at `currentPassword`, everything wrong with the new one, or the veto of a hook
   * @throws RequestError `RATE_LIMITED`, `BUSY`
   */
  async change({ currentPassword, newPassword }: PasswordChange, live: LiveSession, source: RequestSource): Promise<ChangedPassword> {
    const { passwords, hooks } = this.parts;
    refuseIfAny(atInput("currentPassword", passwords.checkTyped(currentPassword)));
    await this.parts.throttling.reserve("changePassword", { addressPrefix: source.addressPrefix, account: live.user.id });
    const user = await this.findIfRight(live.user.id, currentPassword);
    if (!user) await this.noteFailure(live.user, source);
    refuseIfAny([...(user ? [] : [wrongPassword]), ...atInput("newPassword", passwords.checkNew(newPassword, live.user))]);
    if (!user) throw new UserErrors([wrongPassword]);
    await hooks.beforePasswordChange.ask({ user: live.user, source });
    const record = await passwords.hash(newPassword);
    return { opened: await this.replace(user, record, { live, source }), deviceStamp: deviceStampOf(record) };
  }

  private async replace(user: UserWithPassword, record: string, { live, source }: { live: LiveSession; source: RequestSource }) {
    const { database, users, sessions, jobs, audit, signals } = this.parts;
    return database.atomic(async () => {
      if (!(await users.replacePassword(user.id, user.password, record))) throw new UserErrors([wrongPassword]);
      await sessions.revokeOthers(user.id, live.session.id);
      const opened = await sessions.rotate(live.session.id, record);
      if (!opened) throw new UserErrors([sessionEnded]);
      await audit.record({ action: "PASSWORD_CHANGE", actor: actorOf(user), object: loggedUser(user), source });
      await jobs.enqueue(passwordNotice, { userId: user.id, ipAddress: source.ipAddress });
      database.onCommit(() => signals.passwordChanged.send({ user: live.user, source }));
      return opened;
    });
  }

  /** The user, if the password is theirs. Counts with the failures of all other paths that check this account's password. */
  private async findIfRight(userId: string, password: string): Promise<UserWithPassword | null> {
    const { users, passwords, lockouts } = this.parts;
    const subject = { accountId: userId, identifier: "", deviceId: null };
    await lockouts.reserve(subject);
    try {
      const user = await users.findWithPassword(userId);
      const fits = await passwords.verify(password, user?.password ?? null);
      if (fits) await lockouts.clear(userId);
      return fits ? user : null;
    } catch (error) {
      await lockouts.release(subject);
      throw error;
    }
  }

  private async noteFailure(user: UserRecord, source: RequestSource): Promise<void> {
    await this.parts.audit.record({
      action: "PASSWORD_CHANGE",
      outcome: "FAILURE",
      actor: actorOf(user),
      object: loggedUser(user),
      source,
    });
  }
}

const wrongPassword: UserError = {
  code: "INVALID_CREDENTIALS",
  message: "This is not your current password.",
  path: ["input", "currentPassword"],
};

const sessionEnded: UserError = { code: "INVALID_CREDENTIALS", message: "Your session ended meanwhile; log in again.", path: [] };
