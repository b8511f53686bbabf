import { Command } from "commander";

import type { CommandContext } from "./command.js";
import { withDatabase } from "./installation.js";

/** `migrate`: brings the tables up to date without running the server. */
export function migrateCommand(context: CommandContext): Command {
  return new Command("migrate")
    .description("Bring the database up to date. `start` does so too; use this to migrate before new servers start.")
    .action(async () => migrate(context));
}

async function migrate(context: CommandContext): Promise<void> {
  await withDatabase(context, async ({ applied }) => {
    for (const name of applied) context.terminal.print(`Applied ${name}.`);
    if (applied.length === 0) context.terminal.print("Nothing to do: the database is up to date.");
  });
}
