import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { Jobs } from "../../foundation/platform/jobs/jobs.js";
import { passwordNotice } from "../accounts/password-notice.job.js";
import { loggedUser, type UserRecord } from "../accounts/user-record.js";
import type { UsersService } from "../accounts/users.service.js";
import type { AuditService } from "../audit/audit.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { SessionsService } from "../sessions/sessions.service.js";
import type { LockoutService } from "../throttling/lockout.service.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";
import { throttleKeysOf } from "./attempt-counter.js";

/** A password that an operator sets. */
export interface PasswordSetting {
  readonly userId: string;
  /** As typed, checked by the caller. */
  readonly password: string;
  /** What the operator used, for the log. */
  readonly by: "cli";
}

/** What setting a password needs. */
export interface SetPasswordParts {
  readonly database: Database;
  readonly users: UsersService;
  readonly passwords: PasswordsService;
  readonly sessions: SessionsService;
  readonly throttling: ThrottlingService;
  readonly lockouts: LockoutService;
  readonly jobs: Jobs;
  readonly audit: AuditService;
}

/** Lets the operator of the installation, and staff, set the password of a user without knowing the old one. */
export class SetPasswordService {
  constructor(private readonly parts: SetPasswordParts) {}

  /**
   * Sets a password, ends all sessions of the user and all waiting for wrong passwords, and tells the owner by mail.
   *
   * @returns how many sessions were ended; null when there is no such user any more
   * @throws RequestError `BUSY`
   */
  async set({ userId, password, by }: PasswordSetting, source: RequestSource): Promise<number | null> {
    const { database, passwords, jobs, audit } = this.parts;
    const record = await passwords.hash(password);
    return database.atomic(async () => {
      const replaced = await this.replace(userId, record);
      if (!replaced) return null;
      await audit.record({ action: "PASSWORD_CHANGE", object: loggedUser(replaced.user), source, details: { by } });
      await jobs.enqueue(passwordNotice, { userId, ipAddress: source.ipAddress });
      return replaced.endedSessions;
    });
  }

  /**
   * Puts a record in the place of whatever a user has, ends all sessions of the user and all waiting for wrong passwords. Runs in
   * the transaction of the caller, who writes the log and tells the owner. Null when there is no such user.
   */
  async replace(userId: string, record: string): Promise<{ user: UserRecord; endedSessions: number } | null> {
    const { users, sessions, throttling, lockouts } = this.parts;
    const user = await users.findWithPassword(userId);
    if (!user) return null;
    await users.replacePassword(user.id, user.password, record);
    const endedSessions = await sessions.revokeAll(user.id);
    await lockouts.clear(user.id);
    await throttling.clear("logInFailed", throttleKeysOf(user));
    return { user, endedSessions };
  }
}
