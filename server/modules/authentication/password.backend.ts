import type { UsersService, UserWithPassword } from "../accounts/users.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { Authenticated, AuthenticationAttempt, AuthenticationBackend, Credentials } from "./authentication-backend.js";

/** An attempt for which the account may have been looked up already. */
export interface PasswordAttempt extends AuthenticationAttempt {
  /** The account that the identifier means, read for this attempt; null when nobody has it, left out to have it looked up. */
  readonly account?: UserWithPassword | null;
}

/** Knows people by identifier and password. Unknown, inactive and passwordless accounts cost as much as a wrong password. */
export class PasswordBackend implements AuthenticationBackend {
  readonly name = "password";

  constructor(
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
  ) {}

  async authenticate({ identifier, password }: Credentials, { account }: PasswordAttempt): Promise<Authenticated | null> {
    if (typeof identifier !== "string" || typeof password !== "string") return null;
    const user = account === undefined ? await this.users.findByIdentifier(identifier) : account;
    const { fits, upgradedRecord } = await this.passwords.check(password, user?.password ?? null);
    if (!user || !fits || !user.isActive) return null;
    return { userId: user.id, passwordRecord: user.password, ...(upgradedRecord !== null && { upgradedRecord }) };
  }
}
