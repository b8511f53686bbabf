import type { UsersService } from "../accounts/users.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { Authenticated, AuthenticationBackend, Credentials } from "./authentication-backend.js";

/** Knows people by identifier and password. Unknown, inactive and passwordless accounts cost as much as a wrong password. */
export class PasswordBackend implements AuthenticationBackend {
  readonly name = "password";

  constructor(
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
  ) {}

  async authenticate({ identifier, password }: Credentials): Promise<Authenticated | null> {
    if (typeof identifier !== "string" || typeof password !== "string") return null;
    const user = await this.users.findByIdentifier(identifier);
    const { fits, upgradedRecord } = await this.passwords.check(password, user?.password ?? null);
    if (!user || !fits || !user.isActive) return null;
    return { userId: user.id, passwordRecord: user.password, ...(upgradedRecord !== null && { upgradedRecord }) };
  }
}
