import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { type Account, canEnter, chooseAccount, isRoot, postgresEnvironment } from "./account.js";
import type { Binaries } from "./binaries.js";
import { cannotWrite, EmbeddedPostgresError, useAnotherDatabase } from "./embedded-postgres-error.js";

/** Where root keeps what another account must reach when the wanted place is closed to it. */
export const sharedDirectory = "/var/lib/gatehouse";

/** Where a database lies and who owns it. */
export interface DatabasePlace {
  /** Absolute, without symbolic links, so that every process names it alike. */
  readonly dataDir: string;
  readonly account: Account;
}

/**
 * Decides where the database lies and creates the parent directories. Only root can be sent elsewhere: when the account it
 * lends the database to cannot reach the wanted place (root's own home is private), `log` gets one line that says where.
 *
 * @throws EmbeddedPostgresError when the place cannot be created.
 */
export function choosePlace(wanted: string, log: (line: string) => void): DatabasePlace {
  const wantedPath = resolve(wanted);
  const account = chooseAccount(wantedPath);
  const parent = createParent(wantedPath);
  if (!isRoot() || canEnter(account, parent)) return { dataDir: join(parent, basename(wantedPath)), account };
  const elsewhere = join(sharedDirectory, createHash("sha256").update(wantedPath).digest("hex").slice(0, 16));
  createParent(elsewhere);
  log(`PostgreSQL does not run as root and its account cannot enter ${parent}: the database is kept in ${elsewhere}.`);
  return { dataDir: elsewhere, account: chooseAccount(elsewhere) };
}

/**
 * Makes sure that a complete database lies at the place. A new one is made beside it and moved in by one rename, so neither
 * a kill half-way nor a second process doing the same can leave a broken one behind.
 *
 * @param durable false leaves out the sync to disk, for databases that need not outlive the machine.
 * @throws EmbeddedPostgresError when the place is not writable, holds something else, or belongs to another account or version.
 */
export async function prepareDataDirectory(place: DatabasePlace, binaries: Binaries, durable: boolean): Promise<void> {
  if (!hasDatabase(place.dataDir)) {
    refuseForeignContent(place.dataDir);
    await createDatabase(place, binaries, durable);
  }
  refuseUnusable(place, binaries);
  removeUnfinished(place.dataDir);
}

/** Root's database account must be able to pass through what was missing, whatever the umask. */
function createParent(path: string): string {
  const parent = dirname(path);
  try {
    const created = mkdirSync(parent, { recursive: true });
    if (created !== undefined && isRoot()) {
      for (let directory = parent; directory.startsWith(created); directory = dirname(directory)) chmodSync(directory, 0o755);
    }
    return realpathSync(parent);
  } catch (error) {
    throw cannotWrite(parent, error);
  }
}

function hasDatabase(dataDir: string): boolean {
  return existsSync(join(dataDir, "PG_VERSION"));
}

function refuseForeignContent(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  try {
    if (readdirSync(dataDir).length === 0) return;
  } catch (error) {
    throw cannotWrite(dataDir, error);
  }
  throw new EmbeddedPostgresError(
    `${dataDir} holds files but no PostgreSQL database: move them away, or choose another GATEHOUSE_DATA_DIR.`,
  );
}

function refuseUnusable({ dataDir, account }: DatabasePlace, { majorVersion }: Binaries): void {
  const owner = statSync(dataDir).uid;
  if (owner !== account.uid) {
    const remedy = "start as that user, give it to another one with chown -R, or choose another GATEHOUSE_DATA_DIR";
    throw new EmbeddedPostgresError(`The database in ${dataDir} belongs to the user with number ${owner}: ${remedy}.`);
  }
  const madeBy = readFileSync(join(dataDir, "PG_VERSION"), "utf8").trim();
  if (madeBy === majorVersion) return;
  const remedy = "run that version and set DATABASE_URL to it, or choose another GATEHOUSE_DATA_DIR";
  throw new EmbeddedPostgresError(`The database in ${dataDir} was made by PostgreSQL ${madeBy}, this is ${majorVersion}: ${remedy}.`);
}

async function createDatabase(place: DatabasePlace, binaries: Binaries, durable: boolean): Promise<void> {
  const unfinished = `${place.dataDir}.new-${randomBytes(6).toString("hex")}`;
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    chownSync(unfinished, place.account.uid, place.account.gid);
    await runInitdb(binaries.initdb, { dataDir: unfinished, account: place.account }, durable);
    renameSync(unfinished, place.dataDir);
    if (durable) syncDirectory(dirname(place.dataDir));
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process was first; whatever went wrong here, its database is complete.
    if (hasDatabase(place.dataDir)) return;
    throw error instanceof EmbeddedPostgresError ? error : cannotWrite(dirname(place.dataDir), error);
  }
}

/** Trust is right because only the owner of the private socket directory can connect; there is no TCP port. */
async function runInitdb(initdb: string, { dataDir, account }: DatabasePlace, durable: boolean): Promise<void> {
  const locale = ["--locale-provider=builtin", "--locale=C", "--builtin-locale=C.UTF-8"];
  const options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-instructions", ...(durable ? [] : ["--no-sync"])];
  const child = spawn(initdb, ["-D", dataDir, ...locale, ...options], {
    ...account,
    cwd: "/",
    env: postgresEnvironment,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [complaints, exit] = await Promise.all([text(child.stderr), once(child, "exit")]);
  const [code] = exit as [number | null];
  if (code === 0) return;
  const reason =
    /(?:FATAL|PANIC|initdb: error|initdb):\s+(.*)/.exec(complaints)?.[1] ?? `it ended with ${code ?? child.signalCode ?? "an error"}`;
  throw new EmbeddedPostgresError(`initdb cannot create the database in ${dirname(dataDir)}: ${reason}. ${useAnotherDatabase}`);
}

function syncDirectory(directory: string): void {
  const handle = openSync(directory, "r");
  fsyncSync(handle);
  closeSync(handle);
}

/** Leftovers of killed first starts. With a database in place nobody needs them, not even a process that still works on one. */
function removeUnfinished(dataDir: string): void {
  for (const name of readdirSync(dirname(dataDir))) {
    if (!name.startsWith(`${basename(dataDir)}.new-`)) continue;
    try {
      rmSync(join(dirname(dataDir), name), { recursive: true, force: true });
    } catch {
      // An orphaned initdb may still be writing into it; the next start tries again.
    }
  }
}
