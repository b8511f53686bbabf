import {
  type Authenticated,
  type AuthenticationAttempt,
  type AuthenticationBackend,
  AuthenticationRefused,
  type Credentials,
  type Newcomer,
  type UserProvisioning,
} from "gatehouse-identity";

import type { CompanyDirectory, Employee } from "./company-directory.js";

/**
 * Lets employees log in with what they use everywhere in the company. Their accounts are made when they first come; no password
 * of ours opens them.
 */
export class DirectoryBackend implements AuthenticationBackend {
  readonly name = "company-directory";

  constructor(
    private readonly directory: CompanyDirectory,
    private readonly users: UserProvisioning,
  ) {}

  async authenticate({ identifier, password }: Credentials, attempt: AuthenticationAttempt): Promise<Authenticated | null> {
    if (typeof identifier !== "string" || typeof password !== "string") return null;
    const employee = await this.directory.find(identifier);
    if (!employee) return null;
    // Whoever has left stays out, even with an account of another kind that happens to have this name.
    if (employee.hasLeft) throw new AuthenticationRefused();
    if (!(await this.directory.verify(employee, password))) return null;
    const user = await this.users.findOrCreate(accountOf(employee), attempt.source);
    return user.isActive ? { userId: user.id } : null;
  }
}

const suffix = "@directory";

/** The account of an employee. Its name is one that nobody can sign up with, or a stranger could be there first. */
export function accountOf({ login, email, firstName, lastName }: Employee): Newcomer {
  return { username: `${login}${suffix}`, email, firstName, lastName, isStaff: true };
}

/** Whether a username belongs to employees. */
export function isEmployeeName(username: string): boolean {
  return username.toLowerCase().endsWith(suffix);
}
