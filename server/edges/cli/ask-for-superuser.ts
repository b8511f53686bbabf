import { normalizeEmail } from "../../foundation/kernel/email-address.js";
import { strip } from "../../foundation/kernel/text.js";
import type { UserError } from "../../foundation/kernel/user-error.js";
import { normalizeUsername } from "../../modules/accounts/username.js";
import { CommandError } from "./command.js";
import type { NewSuperuser, SuperuserChecks, SuperuserNames } from "./superuser-checks.js";
import type { Terminal } from "./terminal.js";

/** What is known before anything is asked. */
export interface KnownOfSuperuser {
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  /** What a blank answer stands for, if it is free. */
  readonly suggestedUsername: string;
}

/**
 * Asks for a superuser as Django's `createsuperuser` does: what is known is not asked for, and what is wrong is asked for again.
 *
 * @throws CommandError when the known username is blank
 * @throws OperationCancelled
 */
export async function askForSuperuser(terminal: Terminal, checks: SuperuserChecks, known: KnownOfSuperuser): Promise<NewSuperuser> {
  if (known.username !== undefined && strip(known.username) === "") throw new CommandError("--username: must not be blank");
  const fallback = (await checks.username(known.suggestedUsername)).length === 0 ? known.suggestedUsername : "";
  const username = await askUntilFine(terminal, known.username, {
    prompt: fallback === "" ? "Username:" : `Username (leave blank to use '${fallback}'):`,
    normalize: (answer) => normalizeUsername(strip(answer) === "" ? fallback : answer),
    check: checks.username,
  });
  const email = await askUntilFine(terminal, known.email, { prompt: "Email address:", normalize: normalizeEmail, check: checks.email });
  return { username, email, password: await askForPassword(terminal, checks, { username, email }) };
}

interface Question {
  readonly prompt: string;
  readonly normalize: (answer: string) => string;
  readonly check: (value: string) => Promise<readonly UserError[]>;
}

async function askUntilFine(terminal: Terminal, known: string | undefined, { prompt, normalize, check }: Question): Promise<string> {
  for (let given = known; ; given = undefined) {
    const value = normalize(given ?? (await terminal.ask(prompt)));
    const errors = await check(value);
    if (errors.length === 0) return value;
    complainOf(terminal, errors);
  }
}

async function askForPassword(terminal: Terminal, checks: SuperuserChecks, names: SuperuserNames): Promise<string> {
  for (;;) {
    const password = await terminal.askSecret("Password:");
    const again = await terminal.askSecret("Password (again):");
    if (password !== again) terminal.complain("Error: Your passwords didn't match.");
    else if (strip(password) === "") terminal.complain("Error: Blank passwords aren't allowed.");
    else if (await isAccepted(terminal, password, { checks, names })) return password;
  }
}

async function isAccepted(
  terminal: Terminal,
  password: string,
  { checks, names }: { checks: SuperuserChecks; names: SuperuserNames },
): Promise<boolean> {
  const impossible = checks.typedPassword(password);
  if (impossible.length > 0) {
    complainOf(terminal, impossible);
    return false;
  }
  const broken = checks.passwordRules(password, names);
  if (broken.length === 0) return true;
  for (const { message } of broken) terminal.complain(message);
  const answer = await terminal.ask("Bypass password validation and create user anyway? [y/N]:");
  return answer.trim().toLowerCase() === "y";
}

function complainOf(terminal: Terminal, errors: readonly UserError[]): void {
  for (const { message } of errors) terminal.complain(`Error: ${message}`);
}
