import { Command } from "commander";

import { askForNewPassword } from "./ask-for-new-password.js";
import { CommandError, type CommandContext } from "./command.js";
import { commandSource } from "./command-source.js";
import { withSystem } from "./installation.js";
import { systemUsername } from "./system-username.js";

const afterwards = `
The user is logged out everywhere, and hears of the change by mail from the
running server. There is no --no-input: a password belongs neither into a
command line nor into a script.`;

/** `changepassword`: sets the password of a user, as Django's command of that name. Works beside a running server. */
export function changePasswordCommand(context: CommandContext): Command {
  return new Command("changepassword")
    .description("Set the password of a user. Asks for it twice; it is never shown, and must keep the rules for new passwords.")
    .argument("[username]", "whose password (default: your name on this machine)")
    .addHelpText("after", afterwards)
    .action(async (username: string | undefined) => changePassword(username ?? systemUsername(), context));
}

async function changePassword(username: string, context: CommandContext): Promise<void> {
  const { terminal } = context;
  if (!terminal.isInteractive) throw new CommandError("changepassword: must be run in a terminal, because it asks for the password");
  await withSystem(context, async ({ users, passwords, passwordSetting }) => {
    const user = await users.findByUsername(username);
    if (!user) throw noSuchUser(username);
    terminal.print(`Changing password for user '${user.username}'`);
    const password = await askForNewPassword(terminal, user.username, (typed) => passwords.checkNew(typed, user));
    const ended = await passwordSetting.set({ userId: user.id, password, by: "cli" }, commandSource());
    if (ended === null) throw noSuchUser(username);
    terminal.print(`Password changed successfully for user '${user.username}'`);
    if (ended > 0) terminal.print(`Sessions ended: ${ended}.`);
  });
}

function noSuchUser(username: string): CommandError {
  return new CommandError(`user '${username}' does not exist`);
}
