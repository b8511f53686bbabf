import { Command, Option } from "commander";

import { type ExportFormat, exportFormats, exportLines } from "../../modules/import/export-lines.js";
import type { CommandContext } from "./command.js";
import { commandSource } from "./command-source.js";
import { withSystem } from "./installation.js";
import { writeNewPrivateFile } from "./new-private-file.js";

interface ExportCommandOptions {
  readonly output: string;
  readonly format: ExportFormat;
  readonly withPasswordHashes?: boolean;
}

const moreHelp = `
The file must not exist yet, and only you can read it. JSON lines hold users,
groups and permissions, CSV holds users only; \`import\` reads both. In CSV, an
apostrophe stands before text that a spreadsheet would take for a formula.`;

/** `export`: writes users, groups and permissions to a file. Works beside a running server. */
export function exportCommand(context: CommandContext): Command {
  return new Command("export")
    .description("Write users, groups and permissions to a new file, which `import` reads again. Noted in the log.")
    .requiredOption("--output <file>", "the file to make")
    .addOption(new Option("--format <format>", "form of the file").choices(exportFormats).default("jsonl"))
    .option("--with-password-hashes", "also write the password records, with which anybody may try passwords: keep the file safe")
    .addHelpText("after", moreHelp)
    .action(async (options: ExportCommandOptions) => exportUsers(options, context));
}

async function exportUsers({ output, format, withPasswordHashes = false }: ExportCommandOptions, context: CommandContext): Promise<void> {
  await withSystem(context, async ({ exports }) => {
    await writeNewPrivateFile(output, exportLines(exports.rows(commandSource(), { withPasswordHashes }), format));
    context.terminal.print(`Written to ${output}.`);
  });
}
