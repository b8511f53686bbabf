import { Command, Option } from "commander";

import { deployChecks } from "../../foundation/checks/deploy-checks.js";
import { type Issue, isAtLeast, type Level, levels, renderIssues } from "../../foundation/checks/issue.js";
import { checkSettings } from "../../foundation/checks/settings-check.js";
import { startChecks } from "../../foundation/checks/start-checks.js";
import { loadSettings, SettingsError } from "../../foundation/platform/settings/load-settings.js";
import { checkDatabase } from "./check-database.js";
import { CommandError, type CommandContext } from "./command.js";

interface CheckOptions {
  readonly deploy?: boolean;
  readonly database?: boolean;
  readonly failLevel: Level;
}

/** `check`: tells what is wrong or unwise in an installation, as Django's command of that name. Changes nothing. */
export function checkCommand(context: CommandContext): Command {
  return new Command("check")
    .description("Look for faults in the settings. Ends with code 1 when there is an error.")
    .option("--deploy", "also tell what a public installation should not have")
    .option("--database", "also look into the database; the embedded one is started if need be")
    .addOption(new Option("--fail-level <level>", "least level that ends with code 1").choices(levels).default("error"))
    .action(async (options: CheckOptions) => check(options, context));
}

async function check({ deploy = false, database = false, failLevel }: CheckOptions, context: CommandContext): Promise<void> {
  const issues = [...settingsIssues(context, deploy)];
  if (database && !issues.some(({ id }) => id === faultySetting)) issues.push(...(await checkDatabase(context)));
  const report = renderIssues(issues);
  if (issues.some((issue) => isAtLeast(issue, failLevel))) throw new CommandError(`SystemCheckError: ${report}`);
  if (issues.length > 0) context.terminal.complain(report);
  else context.terminal.print(report);
}

const faultySetting = "gatehouse.E001";

function settingsIssues({ environment }: CommandContext, deploy: boolean): Issue[] {
  try {
    return checkSettings([...startChecks, ...(deploy ? deployChecks : [])], loadSettings(environment));
  } catch (error) {
    if (error instanceof SettingsError) return error.lines.map(toIssue);
    throw error;
  }
}

/** A line of a {@link SettingsError} begins with the name of its setting. */
function toIssue(line: string): Issue {
  const [about = "", ...rest] = line.split(": ");
  return { id: faultySetting, about, message: rest.join(": ") };
}
