import { createHash, timingSafeEqual } from "node:crypto";

/** Somebody who works for the company. */
export interface Employee {
  /** What they type to log in anywhere in the company. */
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** Whether they do not work here any more. */
  readonly hasLeft: boolean;
}

/** What the company knows of its employees, such as an LDAP server. */
export interface CompanyDirectory {
  find(login: string): Promise<Employee | null>;
  /** Whether this is the employee's password. The directory counts attempts and slows guessing down. */
  verify(employee: Employee, password: string): Promise<boolean>;
}

/** Stands in for the real directory: a list in memory. */
export function createListedDirectory(entries: readonly (Employee & { readonly password: string })[]): CompanyDirectory {
  const find = (login: string) => entries.find((entry) => entry.login === login) ?? null;
  return {
    find: async (login) => find(login),
    verify: async ({ login }, password) => timingSafeEqual(digestOf(find(login)?.password ?? ""), digestOf(password)),
  };
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
