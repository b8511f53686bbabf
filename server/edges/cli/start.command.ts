import { Command } from "commander";

import { run } from "../../run.js";

/** `start`: the server. */
export function startCommand(): Command {
  return new Command("start").description("Run the server until it is told to stop (Ctrl-C, SIGTERM).").action(run);
}
