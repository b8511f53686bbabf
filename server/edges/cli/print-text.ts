import { writeFileSync } from "node:fs";

import { CommandError } from "./command.js";
import type { Terminal } from "./terminal.js";

/**
 * Prints text without an end of line, or writes it to a file with one, over what is there.
 *
 * @param output the file; undefined for standard output
 * @throws CommandError naming `--output` when the file cannot be written
 */
export function printText(terminal: Terminal, text: string, output: string | undefined): void {
  if (output === undefined) return terminal.print(text);
  try {
    writeFileSync(output, `${text}\n`);
  } catch (error) {
    throw new CommandError(`--output: ${(error as Error).message}`);
  }
}
