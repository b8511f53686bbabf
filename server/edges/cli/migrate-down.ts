import { appliedMigrations, revertMigrations } from "../../foundation/platform/database/migrate.js";
import { CommandError, type CommandContext } from "./command.js";
import { withConnection } from "./installation.js";
import type { Terminal } from "./terminal.js";

/** How migrations are taken back. */
export interface MigrateDownOptions {
  /** How many; or the name of the one to stop at, which stays, as in Django; or `zero` for all. */
  readonly down: string;
  readonly plan?: boolean;
  /** Whether somebody is asked before. */
  readonly input: boolean;
}

/** Takes migrations back, newest first. Says what is lost, and asks. */
export async function migrateDown({ down, plan = false, input }: MigrateDownOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  await withConnection(context, async ({ settings, opened }) => {
    const { dataSource } = opened.database;
    const names = newestFirst(await appliedMigrations(dataSource), down);
    printPlan(terminal, names);
    if (plan || names.length === 0) return;
    if (settings.environment === "production" && !(input && terminal.isInteractive)) throw new CommandError(needsPerson);
    if (input && !(await isConfirmed(terminal, opened.place))) throw new CommandError("Nothing was done.");
    for (const name of await revertMigrations(dataSource, names)) terminal.print(`Reverted ${name}.`);
  });
}

/** Tells which migrations would be run or taken back, in Django's words. */
export function printPlan(terminal: Terminal, names: readonly string[]): void {
  terminal.print("Planned operations:");
  for (const name of names.length > 0 ? names : ["No planned migration operations."]) terminal.print(`  ${name}`);
}

const needsPerson = "--down: in production somebody must confirm it in a terminal, without --no-input";

function newestFirst(applied: readonly string[], down: string): string[] {
  const newest = applied.toReversed();
  if (down === "zero") return newest;
  if (/^[1-9]\d{0,3}$/.test(down)) return newest.slice(0, Number(down));
  const end = newest.indexOf(down);
  if (end === -1) throw new CommandError(`--down: "${down}" is neither a number, nor "zero", nor a migration of this database`);
  return newest.slice(0, end);
}

async function isConfirmed(terminal: Terminal, place: string): Promise<boolean> {
  if (!terminal.isInteractive) throw new CommandError("--down: nobody can be asked here; give --no-input to go on without a question");
  terminal.complain(`This drops the tables that these migrations made, with everything in them, from the ${place}.`);
  return (await terminal.ask("Are you sure? Type 'yes' to continue, or 'no' to cancel:")).trim() === "yes";
}
