import { Argument, Command, InvalidArgumentError } from "commander";

import { conflictKinds, type Choices, parseChoice } from "../../modules/import/plan/conflicts.js";
import type { ImportReport } from "../../modules/import/plan/import-report.js";
import { ImportSourceError } from "../../modules/import/imported-rows.js";
import { type ImportFormat, importFormats, openImportSource } from "../../modules/import/open-import-source.js";
import { CommandError, type CommandContext } from "./command.js";
import { commandSource } from "./command-source.js";
import { describeImport } from "./describe-import.js";
import { garbageCollector } from "./garbage-collector.js";
import { withSystem } from "./installation.js";
import type { Terminal } from "./terminal.js";

interface ImportCommandOptions {
  readonly from: string;
  readonly userModel: string;
  readonly idPrefix: string;
  readonly onConflict: Choices;
  readonly apply?: true;
}

const moreHelp = `
Nothing is written without --apply, nor while a conflict is undecided. The kinds
of conflict, and what can be chosen:

${Object.entries(conflictKinds)
  .map(([kind, { meaning, choices }]) => `  ${kind}=${choices.join("|")}\n      ${meaning}`)
  .join("\n")}

Give a database password as PGPASSWORD rather than in --from: everybody on this
machine can read command lines. docs/moving-from-django.md tells more.`;

/** `import`: brings users of a Django project, or of a file, in. Works beside a running server. */
export function importCommand(context: CommandContext): Command {
  return new Command("import")
    .description("Bring users, groups and permissions in. Tells what it would do; with --apply, it does so. May be run again.")
    .addArgument(new Argument("<format>", "what --from is").choices(importFormats))
    .requiredOption("--from <place>", "a file; for django, a dumpdata file, or postgres://… of its database")
    .option("--apply", "write, if no conflict is undecided")
    .option("--on-conflict <kind=choice>", "what to do about a kind of conflict; may be given several times", collectChoice, {})
    .option("--id-prefix <text>", "put before old ids, to tell several projects apart", "")
    .option("--user-model <model>", "AUTH_USER_MODEL of the Django project", "auth.User")
    .addHelpText("after", moreHelp)
    .action(async (format: ImportFormat, options: ImportCommandOptions) => importUsers(format, options, context));
}

function collectChoice(text: string, earlier: Choices): Choices {
  const choice = parseChoice(text);
  if (!choice) throw new InvalidArgumentError("There is no such conflict or choice; --help lists them.");
  return { ...earlier, ...choice };
}

async function importUsers(
  format: ImportFormat,
  { from, apply, ...options }: ImportCommandOptions,
  context: CommandContext,
): Promise<void> {
  const { terminal } = context;
  await withSystem(context, async ({ imports }) => {
    const source = await explained(openImportSource(format, from, options));
    try {
      const running = { choices: options.onConflict, onProgress: progressOn(terminal) };
      const checked = await explained(imports.check(source, running));
      tell(terminal, checked, "would be");
      if (!checked.isDecided) throw new CommandError("Nothing was written. Decide about the conflicts with --on-conflict.");
      if (apply) tell(terminal, await explained(imports.write(source, { ...running, checked, by: commandSource() })), "were");
      else terminal.print("Nothing was written. Run it again with --apply to write.");
    } finally {
      await source.close();
    }
  });
}

function tell(terminal: Terminal, report: ImportReport, verb: string): void {
  terminal.progress("");
  for (const line of describeImport(report, verb)) terminal.print(line);
}

/** Rows after which memory is tidied up. */
const tidyEvery = 2_500;

function progressOn(terminal: Terminal) {
  const collectGarbage = garbageCollector();
  return (doing: string, rows: number): void => {
    terminal.progress(`${rows} rows ${doing} …`);
    if (rows % tidyEvery === 0) collectGarbage();
  };
}

async function explained<T>(step: Promise<T>): Promise<T> {
  return step.catch((error: unknown) => {
    throw error instanceof ImportSourceError ? new CommandError(`--from: ${error.message}`) : error;
  });
}
