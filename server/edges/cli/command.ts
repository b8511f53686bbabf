import type { Replacements } from "../../composition.js";
import type { Environment } from "../../foundation/platform/settings/load-settings.js";
import type { Terminal } from "./terminal.js";

/** What every command works with. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Settings, and the variables that only commands read. */
  readonly environment: Environment;
  readonly replacements?: Replacements;
}

/** Ends a command with exit code 1; the message says what to do, one line for each fault. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CommandError";
  }
}
