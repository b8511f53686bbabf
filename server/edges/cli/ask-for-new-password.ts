import type { Fault } from "../../foundation/kernel/user-error.js";
import { CommandError } from "./command.js";
import type { Terminal } from "./terminal.js";

/** As Django has it. */
const maxTries = 3;

/**
 * Asks twice for a new password, as Django's `changepassword` does: what differs or breaks a rule is asked for again.
 *
 * @param check everything that is wrong with a password
 * @throws CommandError when nothing is typed, or after three tries
 * @throws OperationCancelled
 */
export async function askForNewPassword(
  terminal: Terminal,
  username: string,
  check: (password: string) => readonly Fault[],
): Promise<string> {
  for (let tries = 0; tries < maxTries; tries++) {
    const password = await askForSomething(terminal, "Password:");
    const again = await askForSomething(terminal, "Password (again):");
    const faults = check(password);
    if (password !== again) terminal.complain("Passwords do not match. Please try again.");
    else if (faults.length === 0) return password;
    else for (const { message } of faults) terminal.complain(message);
  }
  throw new CommandError(`Aborting password change for user '${username}' after ${maxTries} attempts`);
}

async function askForSomething(terminal: Terminal, prompt: string): Promise<string> {
  const answer = await terminal.askSecret(prompt);
  if (answer === "") throw new CommandError("aborted");
  return answer;
}
