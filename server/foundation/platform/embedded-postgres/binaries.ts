import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { type Account, postgresEnvironment } from "./account.js";
import { EmbeddedPostgresError, systemCode, useAnotherDatabase } from "./embedded-postgres-error.js";

/** Programs of one PostgreSQL installation that the database account can really run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Such as "18". A data directory only works with the major version that made it. */
  readonly majorVersion: string;
}

interface InstalledPackage {
  /** Holds `bin`, `lib` and `share`. */
  readonly directory: string;
  readonly version: string;
}

/**
 * Finds the PostgreSQL programs that npm installed for this platform. Where the account cannot run them (`node_modules` in a
 * private home, or read-only with its install scripts denied) they are copied into `spareDirectory` once, about 60 MB.
 *
 * @throws EmbeddedPostgresError when there are none for this platform, or they do not run here.
 */
export function prepareBinaries(account: Account, spareDirectory: string): Binaries {
  const installed = findInstalledPackage();
  createMissingLinks(installed.directory);
  const found = tryBinaries(installed.directory, account) ?? tryBinaries(copyForEverybody(installed, spareDirectory), account);
  if (found !== undefined) return found;
  throw new EmbeddedPostgresError(`The PostgreSQL programs of ${installed.directory} do not run on this system. ${useAnotherDatabase}`);
}

function findInstalledPackage(): InstalledPackage {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    const root = dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { directory: join(root, "native"), version };
  } catch (error) {
    throw new EmbeddedPostgresError(`No embedded PostgreSQL is installed for ${platform}. ${useAnotherDatabase}`, { cause: error });
  }
}

/**
 * npm packages cannot hold symbolic links, so the package creates them in an install script, which may be denied. Failures
 * do not matter here: that the programs run is tried afterwards.
 */
function createMissingLinks(directory: string): void {
  const list = readFileSync(join(directory, "pg-symlinks.json"), "utf8");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    try {
      symlinkSync(relative(dirname(target), source), join(directory, relative("native", target)));
    } catch {
      // There already, or not ours to write.
    }
  }
}

function tryBinaries(directory: string, account: Account): Binaries | undefined {
  const [initdb, postgres] = [join(directory, "bin", "initdb"), join(directory, "bin", "postgres")];
  const { status, stdout } = spawnSync(postgres, ["--version"], { ...account, cwd: "/", env: postgresEnvironment, encoding: "utf8" });
  const majorVersion = status === 0 ? /\d+/.exec(stdout)?.[0] : undefined;
  return majorVersion === undefined ? undefined : { initdb, postgres, majorVersion };
}

function copyForEverybody({ directory, version }: InstalledPackage, spareDirectory: string): string {
  const copy = join(spareDirectory, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  try {
    // Root's shared directory may not be there yet; the mode is set apart because of the umask.
    if (mkdirSync(spareDirectory, { recursive: true }) !== undefined) chmodSync(spareDirectory, 0o755);
    const unfinished = mkdtempSync(`${copy}.new-`);
    cpSync(directory, unfinished, { recursive: true, verbatimSymlinks: true });
    createMissingLinks(unfinished);
    openForReading(unfinished);
    moveIntoPlace(unfinished, copy);
    return copy;
  } catch (error) {
    const why = systemCode(error);
    throw new EmbeddedPostgresError(`Cannot copy PostgreSQL to ${spareDirectory} (${why}): make it writable. ${useAnotherDatabase}`, {
      cause: error,
    });
  }
}

/** Whatever umask npm ran under, other accounts may read and run the copy. */
function openForReading(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, directory.endsWith("bin") ? 0o755 : 0o644);
  }
}

function moveIntoPlace(unfinished: string, copy: string): void {
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process made the same copy in the meantime.
    if (!existsSync(copy)) throw error;
  }
}
