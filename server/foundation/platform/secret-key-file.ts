import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { newSecret } from "../kernel/secrets.js";

/**
 * The secret key of a development installation: made once and kept in the data directory, readable by the owner only. Production
 * names its keys in the settings and never comes here.
 */
export function readOrMakeSecretKey(dataDir: string): string {
  // The embedded database may run under another account and must be able to pass through.
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const file = join(dataDir, "secret-key");
  try {
    writeFileSync(file, newSecret(), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}
