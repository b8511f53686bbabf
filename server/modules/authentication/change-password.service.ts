import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { atInput, refuseIfAny, type UserError, UserErrors } from "../../foundation/kernel/user-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { Jobs } from "../../foundation/platform/jobs/jobs.js";
import { passwordNotice } from "../accounts/password-notice.job.js";
import type { UsersService } from "../accounts/users.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { LiveSession } from "../sessions/session-record.js";
import type { OpenedSession, SessionsService } from "../sessions/sessions.service.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";

/** What a person typed to change the password. */
export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** Lets users change their own password. */
export class ChangePasswordService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly throttling: ThrottlingService,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Changes the password of the session's user, ends all other sessions, gives this one a new token, and tells the owner by mail.
   *
   * @throws UserErrors `INVALID_CREDENTIALS` at `currentPassword`, and everything wrong with the new one
   * @throws RequestError `RATE_LIMITED`, `BUSY`
   */
  async change({ currentPassword, newPassword }: PasswordChange, live: LiveSession, source: RequestSource): Promise<OpenedSession> {
    refuseIfAny(atInput("currentPassword", this.passwords.checkTyped(currentPassword)));
    await this.throttling.reserve("changePassword", { addressPrefix: null, account: live.user.id });
    const user = await this.users.findWithPassword(live.user.id);
    const fits = await this.passwords.verify(currentPassword, user?.password ?? null);
    refuseIfAny([...(user && fits ? [] : [wrongPassword]), ...atInput("newPassword", this.passwords.checkNew(newPassword, live.user))]);
    if (!user) throw new UserErrors([wrongPassword]);
    const record = await this.passwords.hash(newPassword);
    return this.database.atomic(async () => {
      if (!(await this.users.replacePassword(user.id, user.password, record))) throw new UserErrors([wrongPassword]);
      await this.sessions.revokeOthers(user.id, live.session.id);
      const opened = await this.sessions.rotate(live.session.id, record);
      if (!opened) throw new UserErrors([sessionEnded]);
      await this.jobs.enqueue(passwordNotice, { userId: user.id, ipAddress: source.ipAddress });
      return opened;
    });
  }
}

const wrongPassword: UserError = {
  code: "INVALID_CREDENTIALS",
  message: "This is not your current password.",
  path: ["input", "currentPassword"],
};

const sessionEnded: UserError = { code: "INVALID_CREDENTIALS", message: "Your session ended meanwhile; log in again.", path: [] };
