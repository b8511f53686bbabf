import { Command } from "commander";

import type { CommandContext } from "./command.js";
import { withSystem } from "./installation.js";

/** `clearsessions`: removes sessions that are over, as Django's command of that name. A running server does so every hour. */
export function clearSessionsCommand(context: CommandContext): Command {
  return new Command("clearsessions")
    .description("Remove the rows of sessions that are over. A running server does so every hour.")
    .action(async () => {
      const removed = await withSystem(context, async ({ sessions }) => sessions.sweep());
      context.terminal.print(`Removed ${removed} expired ${removed === 1 ? "session" : "sessions"}.`);
    });
}
