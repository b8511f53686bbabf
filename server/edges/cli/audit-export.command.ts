import { Command, InvalidArgumentError, Option } from "commander";

import { type LogFormat, logFormats, logLines } from "../../modules/audit/export/log-lines.js";
import type { CommandContext } from "./command.js";
import { commandSource } from "./command-source.js";
import { withSystem } from "./installation.js";
import { writeNewPrivateFile } from "./new-private-file.js";

interface AuditExportOptions {
  readonly output: string;
  readonly format: LogFormat;
  readonly from?: Date;
  readonly before?: Date;
  readonly actor?: string;
  readonly objectType?: string;
}

const moreHelp = `
The file must not exist yet, and only you can read it. Every entry comes with its
number, which is empty until it is sealed. In CSV, an apostrophe stands before text
that a spreadsheet would take for a formula.`;

/** `audit export`: writes the log to a file. Works beside a running server. */
export function auditExportCommand(context: CommandContext): Command {
  return new Command("export")
    .description("Write the log to a new file, oldest entry first. Noted in the log.")
    .requiredOption("--output <file>", "the file to make")
    .addOption(new Option("--format <format>", "form of the file").choices(logFormats).default("jsonl"))
    .option(
      "--from <time>",
      "entries of this time or later, as 2026-12-31 or 2026-12-31T12:00:00Z (UTC unless it says otherwise)",
      parseTime,
    )
    .option("--before <time>", "entries before this time", parseTime)
    .option("--actor <username>", "what was done by somebody of this username at that time")
    .option("--object-type <model>", "what was done to objects of a model, such as auth.user")
    .addHelpText("after", moreHelp)
    .action(async (options: AuditExportOptions) => exportLog(options, context));
}

async function exportLog({ output, format, from, before, actor, objectType }: AuditExportOptions, context: CommandContext): Promise<void> {
  const filter = {
    from: from ?? null,
    before: before ?? null,
    actorName: actor ?? null,
    objectType: objectType === undefined ? null : [objectType],
  };
  await withSystem(context, async ({ logExports }) => {
    await writeNewPrivateFile(output, logLines(logExports.entries(commandSource(), filter), format));
    context.terminal.print(`Written to ${output}.`);
  });
}

function parseTime(text: string): Date {
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes("T");
  const time = new Date(hasZone ? text : `${text}Z`);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(time.getTime())) throw new InvalidArgumentError("Write it as 2026-12-31T12:00:00Z.");
  return time;
}
