import { Command, Option } from "commander";

import { pendingMigrations } from "../../foundation/platform/database/migrate.js";
import type { CommandContext } from "./command.js";
import { withConnection, withDatabase } from "./installation.js";
import { type MigrateDownOptions, migrateDown, printPlan } from "./migrate-down.js";

interface MigrateOptions extends Omit<MigrateDownOptions, "down"> {
  readonly down?: string | true;
  readonly noinput?: boolean;
}

const downHelp = `
--down takes back the newest migration, or so many, or all that are newer than
the one named, or "zero" for all. The tables that they made are dropped with
what is in them. Stop the servers first: each start migrates up again. It asks
before; with NODE_ENV=production somebody must answer in a terminal, and
--no-input is refused.`;

/** `migrate`: brings the tables up to date without running the server, or takes migrations back. */
export function migrateCommand(context: CommandContext): Command {
  return new Command("migrate")
    .description("Bring the database up to date. `start` does so too; use this to migrate before new servers start.")
    .option("--plan", "tell what would be done, and do nothing")
    .option("--down [name|count]", "take migrations back")
    .option("--no-input", "with --down: do not ask")
    .addOption(new Option("--noinput").hideHelp())
    .addHelpText("after", downHelp)
    .action(async ({ down, noinput, ...options }: MigrateOptions) => {
      const input = options.input && noinput !== true;
      if (down !== undefined) await migrateDown({ ...options, input, down: down === true ? "1" : down }, context);
      else if (options.plan) await planMigration(context);
      else await migrate(context);
    });
}

async function migrate(context: CommandContext): Promise<void> {
  await withDatabase(context, async ({ applied }) => {
    for (const name of applied) context.terminal.print(`Applied ${name}.`);
    if (applied.length === 0) context.terminal.print("Nothing to do: the database is up to date.");
  });
}

async function planMigration(context: CommandContext): Promise<void> {
  await withConnection(context, async ({ opened: { database } }) => {
    printPlan(context.terminal, await pendingMigrations(database.dataSource));
  });
}
