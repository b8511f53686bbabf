import type { UsersService, UserWithPassword } from "../accounts/users.service.js";
import type { Credentials } from "./authentication-backend.js";

/**
 * The accounts that credentials name, each read once an attempt: when it is counted, and again by whoever checks the password. Kept
 * here and not with the attempt, so that no backend of an integrator is shown a password record. Whether an account is still the same
 * when its session is opened is decided then.
 */
export class NamedAccounts {
  private readonly found = new WeakMap<Credentials, Promise<UserWithPassword | null>>();

  constructor(private readonly users: UsersService) {}

  /** Whom the identifier of credentials means; null when that is nobody. */
  async find(credentials: Credentials): Promise<UserWithPassword | null> {
    const { identifier } = credentials;
    if (typeof identifier !== "string") return null;
    const known = this.found.get(credentials);
    if (known) return known;
    const found = this.users.findByIdentifier(identifier);
    this.found.set(credentials, found);
    return found;
  }
}
