import { open, writeFile } from "node:fs/promises";

import { CommandError } from "./command.js";

/**
 * Writes text to a new file that only its owner can read. Never to an existing one, whose owner or mode may let others read.
 *
 * @throws CommandError naming `--output` when the file cannot be made
 */
export async function writeNewPrivateFile(path: string, text: AsyncIterable<string>): Promise<void> {
  const file = await open(path, "wx", 0o600).catch((error: unknown) => {
    throw new CommandError(`--output: ${(error as Error).message}`);
  });
  try {
    await writeFile(file, text);
    await file.sync();
  } finally {
    await file.close();
  }
}
