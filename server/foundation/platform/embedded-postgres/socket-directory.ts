import { createHash } from "node:crypto";
import { chownSync, lstatSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DatabasePlace } from "./data-directory.js";
import { EmbeddedPostgresError, systemCode } from "./embedded-postgres-error.js";

/** Part of the socket's file name; there is no TCP port. */
export const socketPort = 5432;

/** The system's limit for a socket path is 104 to 108 bytes. */
const maxSocketPathBytes = 100;

/**
 * The directory of the server's Unix socket: whoever can enter it is the database's superuser, so only the account can. The
 * data directory is exactly that, and every process finds it; only where its path is too long for a socket, a directory
 * under /tmp named after it takes its place.
 *
 * @throws EmbeddedPostgresError when the directory under /tmp is not private to the account.
 */
export function prepareSocketDirectory({ dataDir, account }: DatabasePlace): string {
  const socketPath = join(dataDir, `.s.PGSQL.${socketPort}`);
  if (Buffer.byteLength(socketPath) < maxSocketPathBytes) return dataDir;
  const directory = join("/tmp", `gatehouse-${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}`);
  try {
    mkdirSync(directory, { mode: 0o700 });
    chownSync(directory, account.uid, account.gid);
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
  }
  // Anybody can create names in /tmp: a directory that was there before is only trusted when it is the account's own and closed.
  const found = lstatSync(directory);
  if (found.isDirectory() && found.uid === account.uid && (found.mode & 0o077) === 0) return directory;
  throw new EmbeddedPostgresError(
    `${directory} is not private to the user with number ${account.uid}: remove it, or choose a shorter GATEHOUSE_DATA_DIR.`,
  );
}
