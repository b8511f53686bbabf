import { normalizeEmail } from "../../foundation/kernel/email-address.js";
import type { UserError } from "../../foundation/kernel/user-error.js";
import type { Environment } from "../../foundation/platform/settings/load-settings.js";
import { normalizeUsername } from "../../modules/accounts/username.js";
import { CommandError } from "./command.js";
import type { NewSuperuser, SuperuserChecks } from "./superuser-checks.js";

/** Options of `createsuperuser` that can stand in for answers. */
export interface SuperuserOptions {
  readonly username?: string;
  readonly email?: string;
  readonly skipPasswordValidation?: boolean;
}

/**
 * The superuser that options and environment describe; an option beats its variable. The password comes from the environment
 * only, because every user of a machine can read the command lines of the others.
 *
 * @throws CommandError when something is missing
 */
export function givenSuperuser(options: SuperuserOptions, environment: Environment): NewSuperuser {
  const username = options.username ?? environment["GATEHOUSE_SUPERUSER_USERNAME"];
  const email = options.email ?? environment["GATEHOUSE_SUPERUSER_EMAIL"];
  const missing = [
    ...(username === undefined ? ["--username or GATEHOUSE_SUPERUSER_USERNAME: is needed with --no-input"] : []),
    ...(email === undefined ? ['--email or GATEHOUSE_SUPERUSER_EMAIL: is needed with --no-input; "" for none'] : []),
  ];
  if (username === undefined || email === undefined) throw new CommandError(missing.join("\n"));
  return {
    username: normalizeUsername(username),
    email: normalizeEmail(email),
    password: environment["GATEHOUSE_SUPERUSER_PASSWORD"],
  };
}

/**
 * Refuses a superuser that cannot be made. Unlike Django's, this command checks the password too, unless told not to.
 *
 * @throws CommandError with everything that is wrong, one line for each fault
 */
export async function refuseFaultySuperuser(
  { username, email, password }: NewSuperuser,
  checks: SuperuserChecks,
  { skipPasswordValidation = false }: SuperuserOptions,
): Promise<void> {
  const ofPassword = skipPasswordValidation ? checks.typedPassword : checks.passwordRules;
  const lines = [
    ...linesOf("username", await checks.username(username)),
    ...linesOf("email", await checks.email(email)),
    ...linesOf("GATEHOUSE_SUPERUSER_PASSWORD", password === undefined ? [] : ofPassword(password, { username, email })),
  ];
  if (lines.length > 0) throw new CommandError(lines.join("\n"));
}

function linesOf(name: string, errors: readonly UserError[]): string[] {
  return errors.map(({ message }) => `${name}: ${message}`);
}
