import type { PasswordsService } from "../passwords/passwords.service.js";
import type { Authenticated, AuthenticationBackend, Credentials } from "./authentication-backend.js";
import type { NamedAccounts } from "./named-accounts.js";

/** Knows people by identifier and password. Unknown, inactive and passwordless accounts cost as much as a wrong password. */
export class PasswordBackend implements AuthenticationBackend {
  readonly name = "password";

  constructor(
    private readonly accounts: NamedAccounts,
    private readonly passwords: PasswordsService,
  ) {}

  async authenticate(credentials: Credentials): Promise<Authenticated | null> {
    const { identifier, password } = credentials;
    if (typeof identifier !== "string" || typeof password !== "string") return null;
    const user = await this.accounts.find(credentials);
    const { fits, upgradedRecord } = await this.passwords.check(password, user?.password ?? null);
    if (!user || !fits || !user.isActive) return null;
    return { userId: user.id, passwordRecord: user.password, ...(upgradedRecord !== null && { upgradedRecord }) };
  }
}
