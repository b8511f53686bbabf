import { createRequire } from "node:module";

import { Command } from "commander";

import { RequestError } from "../../foundation/kernel/request-error.js";
import { UserErrors } from "../../foundation/kernel/user-error.js";
import { NewerSchemaError } from "../../foundation/platform/database/migrate.js";
import { SettingsError } from "../../foundation/platform/settings/load-settings.js";
import { auditCommand } from "./audit.command.js";
import { calibrateCommand } from "./calibrate.command.js";
import { changePasswordCommand } from "./change-password.command.js";
import { checkCommand } from "./check.command.js";
import { clearSessionsCommand } from "./clear-sessions.command.js";
import { CommandError, type CommandContext } from "./command.js";
import { createSuperuserCommand } from "./create-superuser.command.js";
import { exportCommand } from "./export.command.js";
import { importCommand } from "./import.command.js";
import { migrateCommand } from "./migrate.command.js";
import { printDocumentsCommand } from "./print-documents.command.js";
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

/** The program with all its commands, not yet run. */
export function createProgram(context: CommandContext): Command {
  return new Command("gatehouse")
    .description("Gatehouse, an identity server. Settings come from the environment and from .env; docs/generated/settings.md lists them.")
    .version(version)
    .helpCommand(false)
    .addCommand(startCommand())
    .addCommand(checkCommand(context))
    .addCommand(migrateCommand(context))
    .addCommand(createSuperuserCommand(context))
    .addCommand(changePasswordCommand(context))
    .addCommand(clearSessionsCommand(context))
    .addCommand(importCommand(context))
    .addCommand(exportCommand(context))
    .addCommand(auditCommand(context))
    .addCommand(calibrateCommand(context))
    .addCommand(printSchemaCommand(context))
    .addCommand(printDocumentsCommand(context));
}

const { version } = createRequire(import.meta.url)("gatehouse-identity/package.json") as { version: string };

/** Errors whose message is for the operator as it stands. */
const wellPut = [CommandError, SettingsError, RequestError, NewerSchemaError];

function explain(error: unknown): string {
  if (error instanceof OperationCancelled) return `\n${error.message}`;
  if (error instanceof UserErrors) return error.errors.map(({ message }) => `Error: ${message}`).join("\n");
  if (wellPut.some((kind) => error instanceof kind)) return (error as Error).message;
  return `Unexpected failure: ${String(error).split("\n", 1)[0]}`;
}
