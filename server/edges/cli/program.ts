import { Command } from "commander";

import { RequestError } from "../../foundation/kernel/request-error.js";
import { UserErrors } from "../../foundation/kernel/user-error.js";
import { SettingsError } from "../../foundation/platform/settings/load-settings.js";
import { CommandError, type CommandContext } from "./command.js";
import { createSuperuserCommand } from "./create-superuser.command.js";
import { migrateCommand } from "./migrate.command.js";
import { printSchemaCommand } from "./print-schema.command.js";
import { startCommand } from "./start.command.js";
import { OperationCancelled } from "./terminal.js";

/**
 * Runs one command.
 *
 * @param args what stands after the name of the program
 * @returns the exit code. A command line that cannot be understood ends the process, as does `--help`.
 */
export async function runProgram(args: readonly string[], context: CommandContext): Promise<number> {
  try {
    await createProgram(context).parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    context.terminal.complain(explain(error));
    return 1;
  }
}

function createProgram(context: CommandContext): Command {
  return new Command("gatehouse")
    .description("Gatehouse, an identity server. Settings come from the environment and from .env; docs/generated/settings.md lists them.")
    .helpCommand(false)
    .addCommand(startCommand())
    .addCommand(createSuperuserCommand(context))
    .addCommand(migrateCommand(context))
    .addCommand(printSchemaCommand(context));
}

function explain(error: unknown): string {
  if (error instanceof OperationCancelled) return `\n${error.message}`;
  if (error instanceof UserErrors) return error.errors.map(({ message }) => `Error: ${message}`).join("\n");
  if (error instanceof CommandError || error instanceof SettingsError || error instanceof RequestError) return error.message;
  return `Unexpected failure: ${String(error).split("\n", 1)[0]}`;
}
