import { foldKey } from "../../foundation/kernel/case-fold.js";
import { strip } from "../../foundation/kernel/text.js";
import type { UsersService, UserWithPassword } from "../accounts/users.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { LockoutService } from "../throttling/lockout.service.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";
import type { Authenticated, AuthenticationAttempt, AuthenticationBackend, Credentials } from "./authentication-backend.js";

/** What the password backend needs. */
export interface PasswordBackendParts {
  readonly users: UsersService;
  readonly passwords: PasswordsService;
  readonly throttling: ThrottlingService;
  readonly lockouts: LockoutService;
}

/** Longest identifier that may mean somebody; longer ones mean nobody. */
const maxIdentifierLength = 254;

/** Knows people by identifier and password. Unknown, inactive and passwordless accounts cost as much as a wrong password. */
export class PasswordBackend implements AuthenticationBackend {
  readonly name = "password";

  constructor(private readonly parts: PasswordBackendParts) {}

  async authenticate({ identifier, password }: Credentials, attempt: AuthenticationAttempt): Promise<Authenticated | null> {
    if (typeof identifier !== "string" || typeof password !== "string" || identifier.length > 2 * maxIdentifierLength) return null;
    const user = await this.parts.users.findByIdentifier(identifier);
    if (user) attempt.aimedAt(user.id);
    const { forgive, forget } = await this.countFailure(user, identifier, attempt);
    try {
      const { fits, upgradedRecord } = await this.parts.passwords.check(password, user?.password ?? null);
      if (!user || !fits || !user.isActive) return null;
      await forgive();
      return { userId: user.id, passwordRecord: user.password, ...(upgradedRecord !== null && { upgradedRecord }) };
    } catch (error) {
      await forget();
      throw error;
    }
  }

  /**
   * Counts the attempt as failed before it is made: by identifier and address, and for the account. A known device has counts of
   * its own, so that strangers cannot lock people out.
   */
  private async countFailure(user: UserWithPassword | null, identifier: string, attempt: AuthenticationAttempt) {
    const { throttling, lockouts } = this.parts;
    const key = foldKey(strip(identifier));
    const deviceId = user && attempt.knownDeviceOf(user.id);
    const subject = { accountId: user?.id ?? null, identifier: key, deviceId };
    const { addressPrefix } = attempt.source;
    const counted = deviceId === null ? { addressPrefix, account: key } : { addressPrefix: null, account: `${key} on ${deviceId}` };
    const reservation = await throttling.reserve("logInFailed", counted);
    await lockouts.reserve(subject);
    return {
      /** The password was right: the account has no failures in a row any more. */
      forgive: async () => {
        await throttling.release(reservation);
        if (user) await lockouts.clear(user.id);
      },
      /** The password was never judged. */
      forget: async () => {
        await throttling.release(reservation);
        await lockouts.release(subject);
      },
    };
  }
}
