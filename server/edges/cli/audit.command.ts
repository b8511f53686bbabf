import { Command } from "commander";

import { auditExportCommand } from "./audit-export.command.js";
import { auditVerifyCommand } from "./audit-verify.command.js";
import type { CommandContext } from "./command.js";

/** `audit`: what operators do with the log. */
export function auditCommand(context: CommandContext): Command {
  return new Command("audit")
    .description("Check the log for gaps and edits, or write it to a file.")
    .helpCommand(false)
    .addCommand(auditVerifyCommand(context))
    .addCommand(auditExportCommand(context));
}
