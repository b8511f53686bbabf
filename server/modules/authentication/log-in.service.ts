import { foldKey } from "../../foundation/kernel/case-fold.js";
import { KeyedLock } from "../../foundation/kernel/keyed-lock.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { codePointLength, isStorable, strip, tooLong } from "../../foundation/kernel/text.js";
import { atInput, type Fault, refuseIfAny, type UserError, UserErrors } from "../../foundation/kernel/user-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { UserRecord } from "../accounts/user-record.js";
import type { UsersService, UserWithPassword } from "../accounts/users.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { OpenedSession, SessionsService } from "../sessions/sessions.service.js";
import type { LiveSession } from "../sessions/session-record.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";

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
export interface LogInOrigin {
  readonly source: RequestSource;
  readonly addressPrefix: string | null;
  /** The session the request came with; it ends, so that a planted session is never carried on. */
  readonly live: LiveSession | null;
}

/** Who is logged in now, and the session with its token. */
export interface LoggedIn {
  readonly user: UserRecord;
  readonly opened: OpenedSession;
}

/** Longest identifier: an email address. */
const maxIdentifierLength = 254;
const maxDeviceNameLength = 100;

/** Checks passwords and opens sessions. */
export class LogInService {
  /** Fewer at once than failures are allowed, so that many right log-ins of one account do not look like failures. */
  private readonly fewOfOneAccount = new KeyedLock({ width: 4, waiting: 100 });

  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly throttling: ThrottlingService,
  ) {}

  /**
   * Logs in. Unknown, inactive and passwordless accounts cost and answer the same as a wrong password.
   *
   * @throws UserErrors `INVALID_CREDENTIALS`, or what is wrong with the form of the input
   * @throws RequestError `RATE_LIMITED`, `BUSY`
   */
  async logIn(request: LogInRequest, origin: LogInOrigin): Promise<LoggedIn> {
    refuseIfAny(this.checkForm(request));
    await this.throttling.reserve("logIn", { addressPrefix: origin.addressPrefix });
    const account = foldKey(strip(request.identifier));
    return this.fewOfOneAccount.run(account, async () => this.attempt(account, request, origin));
  }

  /** One attempt, counted as failed before it is made and forgiven when it was not. */
  private async attempt(account: string, request: LogInRequest, origin: LogInOrigin): Promise<LoggedIn> {
    const reservation = await this.throttling.reserve("logInFailed", { addressPrefix: origin.addressPrefix, account });
    try {
      const user = await this.authenticate(request);
      const loggedIn = user && (await this.openSession(user, request, origin));
      if (!loggedIn) throw new UserErrors([invalidCredentials]);
      await this.throttling.release(reservation);
      return loggedIn;
    } catch (error) {
      if (!(error instanceof UserErrors)) await this.throttling.release(reservation);
      throw error;
    }
  }

  /** Ends the session of a request. */
  async logOut({ session, user }: LiveSession): Promise<void> {
    await this.sessions.revoke(user.id, session.id);
  }

  /** The user whom identifier and password fit and who may come in; one password check whatever the account. */
  private async authenticate({ identifier, password, isStaffOnly }: LogInRequest): Promise<UserWithPassword | null> {
    const user = await this.users.findByIdentifier(identifier);
    const fits = await this.passwords.verify(password, user?.password ?? null);
    return user && fits && user.isActive && (user.isStaff || !isStaffOnly) ? user : null;
  }

  private async openSession(user: UserWithPassword, request: LogInRequest, { source, live }: LogInOrigin) {
    return this.database.atomic(async () => {
      // The account may have changed while the password was checked.
      const current = await this.users.recordLogIn(user.id, user.password);
      if (!current) return null;
      if (live) await this.sessions.revoke(live.user.id, live.session.id);
      const { isRemembered, deviceName } = request;
      const start = { userId: user.id, passwordRecord: user.password, method: "PASSWORD", isRemembered, deviceName, source } as const;
      return { user: current, opened: await this.sessions.start(start) };
    });
  }

  private checkForm({ identifier, password, deviceName }: LogInRequest): UserError[] {
    return [
      ...atInput("identifier", checkText(strip(identifier), maxIdentifierLength, "Enter your username or email address.")),
      ...atInput("password", this.passwords.checkTyped(password)),
      ...atInput("deviceName", deviceName === null || deviceName === "" ? [] : checkText(deviceName, maxDeviceNameLength, "")),
    ];
  }
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
