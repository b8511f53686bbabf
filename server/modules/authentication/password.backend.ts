import { type UsersService, withoutPassword } from "../accounts/users.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { Authenticated, AuthenticationAttempt, AuthenticationBackend, Credentials } from "./authentication-backend.js";

/** Knows people by identifier and password. Unknown, inactive and passwordless accounts cost as much as a wrong password. */
export class PasswordBackend implements AuthenticationBackend {
  readonly name = "password";

  constructor(
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
  ) {}

  async authenticate({ identifier, password }: Credentials, { lookedUp }: AuthenticationAttempt): Promise<Authenticated | null> {
    if (typeof identifier !== "string" || typeof password !== "string") return null;
    const user = lookedUp?.identifier === identifier ? lookedUp.user : await this.users.findByIdentifier(identifier);
    const { fits, upgradedRecord } = await this.passwords.check(password, user?.password ?? null);
    if (!user || !fits || !user.isActive) return null;
    return {
      userId: user.id,
      user: withoutPassword(user),
      passwordRecord: user.password,
      ...(upgradedRecord !== null && { upgradedRecord }),
    };
  }
}
