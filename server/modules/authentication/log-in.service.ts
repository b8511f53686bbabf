import { foldKey } from "../../foundation/kernel/case-fold.js";
import { KeyedLock } from "../../foundation/kernel/keyed-lock.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { codePointLength, isStorable, strip, tooLong } from "../../foundation/kernel/text.js";
import { atInput, type Fault, refuseIfAny, type UserError, UserErrors } from "../../foundation/kernel/user-error.js";
import { RequestError } from "../../foundation/kernel/request-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { Metrics } from "../../foundation/platform/telemetry/metrics.js";
import { actorOf, loggedUser, type UserRecord } from "../accounts/user-record.js";
import type { UsersService } from "../accounts/users.service.js";
import type { AuditService } from "../audit/audit.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { ImpersonatedSessions } from "../sessions/impersonated-sessions.js";
import type { LiveSession } from "../sessions/session-record.js";
import type { OpenedSession, SessionsService } from "../sessions/sessions.service.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";
import type { AuthenticationHooks } from "./authentication.hooks.js";
import { type AttemptOrigin, deviceStampOf } from "./attempt-counter.js";
import type { AuthenticationService, Identified } from "./authentication.service.js";
import type { AuthenticationSignals } from "./authentication.signals.js";

/** What a person or program sends to log in. */
export interface LogInRequest {
  readonly identifier: string;
  readonly password: string;
  readonly isRemembered: boolean;
  readonly deviceName: string | null;
  /** Refuses accounts that are not staff, as the door of the admin console does. */
  readonly isStaffOnly: boolean;
}

/** Where a log-in came from. */
export interface LogInOrigin extends AttemptOrigin {
  /** The session the request came with; it ends, so that a planted session is never carried on. */
  readonly live: LiveSession | null;
}

/** Who is logged in now, and the session with its token. */
export interface LoggedIn {
  readonly user: UserRecord;
  readonly opened: OpenedSession;
  /** Goes into the cookie of a known device. */
  readonly deviceStamp: string;
}

/** What logging in and out needs. */
export interface LogInParts {
  readonly database: Database;
  readonly users: UsersService;
  readonly passwords: PasswordsService;
  readonly sessions: SessionsService;
  readonly impersonatedSessions: ImpersonatedSessions;
  readonly throttling: ThrottlingService;
  readonly authentication: AuthenticationService;
  readonly audit: AuditService;
  readonly signals: AuthenticationSignals;
  readonly hooks: AuthenticationHooks;
  readonly metrics: Metrics;
}

type SessionWish = Pick<LogInRequest, "isRemembered" | "deviceName">;

/** Longest identifier: an email address. */
const maxIdentifierLength = 254;
const maxDeviceNameLength = 100;

/** Opens sessions for people who have proved who they are, and ends them at their wish. */
export class LogInService {
  /** Fewer at once than failures are allowed, so that many right log-ins of one account do not look like failures. */
  private readonly fewOfOneAccount = new KeyedLock({ width: 4, waiting: 100 });

  constructor(private readonly parts: LogInParts) {}

  /**
   * Logs in. Unknown, inactive and passwordless accounts cost and answer the same as a wrong password.
   *
   * @throws UserErrors `INVALID_CREDENTIALS`, what is wrong with the form of the input, or the veto of a hook
   * @throws RequestError `RATE_LIMITED`, `BUSY`
   */
  async logIn(request: LogInRequest, origin: LogInOrigin): Promise<LoggedIn> {
    refuseIfAny(this.checkForm(request));
    try {
      const loggedIn = await this.logInSoon(request, origin);
      this.count("succeeded");
      return loggedIn;
    } catch (error) {
      this.count(outcomeOf(error));
      throw error;
    }
  }

  private async logInSoon(request: LogInRequest, origin: LogInOrigin): Promise<LoggedIn> {
    this.parts.passwords.refuseIfBusy();
    await this.parts.throttling.reserve("logIn", { addressPrefix: origin.source.addressPrefix });
    // A known device waits in a lane of its own, not behind strangers who guess.
    const lane = JSON.stringify([foldKey(strip(request.identifier)), origin.devices.id]);
    return this.fewOfOneAccount.run(lane, async () => {
      // A parallel log-in may store a stronger record of the same password in between; once more then.
      const loggedIn = (await this.attempt(request, origin)) ?? (await this.attempt(request, origin));
      if (!loggedIn) throw new UserErrors([invalidCredentials]);
      return loggedIn;
    });
  }

  /** Ends the session of a request, if it has one. Who acts as somebody else stops that, and logs out themselves. */
  async logOut(live: LiveSession | null, source: RequestSource): Promise<void> {
    const { database, sessions, audit, signals } = this.parts;
    await database.atomic(async () => {
      const own = live && (await this.stopImpersonating(live, source));
      database.onCommit(() => signals.userLoggedOut.send({ user: own?.user ?? null, source }));
      if (!own) return;
      const { user, session } = own;
      await sessions.revoke(user.id, session.id);
      await audit.record({ action: "LOG_OUT", actor: actorOf(user), object: loggedUser(user), source });
    });
  }

  /** The session of whoever really sends the request; null when it has ended. */
  private async stopImpersonating(live: LiveSession, source: RequestSource): Promise<LiveSession | null> {
    const { impersonatedSessions } = this.parts;
    const { impersonator } = live.session;
    if (!impersonator) return live;
    const original = await impersonatedSessions.originalOf(impersonator);
    await impersonatedSessions.end(live, impersonator, source);
    return original;
  }

  /** One attempt. Null when the account changed while it was made. */
  private async attempt(request: LogInRequest, origin: LogInOrigin): Promise<LoggedIn | null> {
    const { authentication, hooks } = this.parts;
    const { identifier, password } = request;
    const identified = await authentication.identify({ identifier, password }, origin);
    if (!identified) throw new UserErrors([invalidCredentials]);
    let loggedIn: LoggedIn | null = null;
    try {
      const isAsked = request.isStaffOnly || !hooks.beforeLogIn.isUnused;
      if (isAsked && !(await this.mayLogIn(identified, request, origin))) return null;
      return (loggedIn = await this.openSession(identified, request, origin));
    } finally {
      // The credentials were right, whatever kept the session from being opened.
      if (!loggedIn) await authentication.forgive(identified);
    }
  }

  /** Whether the account is still there, if it is staff where it must be, and no hook forbids it. */
  private async mayLogIn(identified: Identified, request: LogInRequest, { source }: LogInOrigin): Promise<boolean> {
    const { authentication, users, hooks } = this.parts;
    const { identifier, password, isStaffOnly } = request;
    const user = await users.find(identified.userId);
    if (!user) return false;
    if (isStaffOnly && !user.isStaff) {
      await authentication.noteFailure({ identifier, password }, user.id, source);
      throw new UserErrors([invalidCredentials]);
    }
    await hooks.beforeLogIn.ask({ user, source, backend: identified.backend });
    return true;
  }

  private async openSession(identified: Identified, how: SessionWish, { source, live }: LogInOrigin): Promise<LoggedIn | null> {
    const { database, sessions, signals } = this.parts;
    const { userId, backend } = identified;
    const open = async (): Promise<LoggedIn | null> => {
      const passwordRecord = await this.currentRecord(identified);
      if (passwordRecord === null) return null;
      const { isRemembered, deviceName } = how;
      const started = await sessions.start({ userId, passwordRecord, backend, method: "PASSWORD", isRemembered, deviceName, source });
      if (!started) return null;
      if (live) await this.endPresented(live, source);
      const { user, opened } = started;
      database.onCommit(() => signals.userLoggedIn.send({ user, source, backend, sessionId: opened.session.id }));
      return { user, opened, deviceStamp: deviceStampOf(passwordRecord) };
    };
    // Mostly one statement writes everything, and is a transaction of its own.
    const isAlone = live === null && identified.upgradedRecord === undefined;
    return isAlone ? open() : database.atomic(open);
  }

  private async endPresented({ user, session }: LiveSession, source: RequestSource): Promise<void> {
    const { sessions, audit } = this.parts;
    await sessions.revoke(user.id, session.id);
    const details = { sessionIds: [session.id] };
    await audit.record({ action: "SESSION_REVOKE", actor: actorOf(user), object: loggedUser(user), source, details });
  }

  /**
   * The record that the session is bound to: the one that was checked, or its upgrade. Sessions under the old record go on under
   * the upgraded one, because the password is the same.
   */
  private async currentRecord({ userId, passwordRecord, upgradedRecord }: Identified): Promise<string | null> {
    const { users, sessions } = this.parts;
    if (passwordRecord === undefined) return (await users.findWithPassword(userId))?.password ?? null;
    if (upgradedRecord === undefined) return passwordRecord;
    if (!(await users.replacePassword(userId, passwordRecord, upgradedRecord))) return null;
    await sessions.followUpgrade(userId, passwordRecord, upgradedRecord);
    return upgradedRecord;
  }

  private count(outcome: string): void {
    this.parts.metrics.count("gatehouse_log_ins_total", { outcome });
  }

  private checkForm({ identifier, password, deviceName }: LogInRequest): UserError[] {
    return [
      ...atInput("identifier", checkText(strip(identifier), maxIdentifierLength, "Enter your username or email address.")),
      ...atInput("password", this.parts.passwords.checkTyped(password)),
      ...atInput("deviceName", deviceName === null || deviceName === "" ? [] : checkText(deviceName, maxDeviceNameLength, "")),
    ];
  }
}

function outcomeOf(error: unknown): string {
  if (error instanceof UserErrors) return "failed";
  const code = error instanceof RequestError ? error.code : undefined;
  return code === "RATE_LIMITED" ? "limited" : code === "BUSY" ? "busy" : "error";
}

function checkText(text: string, maxLength: number, requiredMessage: string): Fault[] {
  if (text === "") return [{ code: "REQUIRED", message: requiredMessage }];
  if (codePointLength(text) > maxLength) return [tooLong(maxLength)];
  if (!isStorable(text)) return [{ code: "INVALID", message: "This contains a character that cannot be used." }];
  return [];
}

const invalidCredentials: UserError = {
  code: "INVALID_CREDENTIALS",
  message: "Identifier and password do not match an account that can log in. The password depends on upper and lower case.",
  path: [],
};
