import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { EmbeddedPostgresError, useAnotherDatabase } from "./embedded-postgres-error.js";

/** The operating system account that the database processes run as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** A clean environment: `PGPORT`, `PGDATA` and the like of the operator must not steer our server; messages stay English. */
export const postgresEnvironment: NodeJS.ProcessEnv = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** Whether this process may act for any account. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Chooses the account that shall own and run the database at `place`, which need not exist yet. PostgreSQL refuses to run
 * as root, so root lends it to the owner of the place (an existing database keeps its owner, whatever accounts were added
 * since), else to `postgres`, else to `nobody`. Everybody else runs it as themselves.
 *
 * @throws EmbeddedPostgresError when root finds no account to lend to.
 */
export function chooseAccount(place: string): Account {
  if (!isRoot()) return { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 };
  const owner = statSync(nearestExisting(place)).uid;
  for (const candidate of [String(owner), "postgres", "nobody"]) {
    const account = lookUpAccount(candidate);
    if (account !== undefined && account.uid !== 0) return account;
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL refuses to run as root and there is no account "postgres" or "nobody". ${useAnotherDatabase}`,
  );
}

/** Whether the account can reach this directory through all its parents; asks the system, so access lists count too. */
export function canEnter(account: Account, directory: string): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$0"', directory], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

/** By name or by number. An owner without an entry in the user database is not found: initdb refuses such an account. */
function lookUpAccount(who: string): Account | undefined {
  const [uid, gid] = ["-u", "-g"].map((option) => {
    const { status, stdout } = spawnSync("id", [option, who], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return status === 0 ? Number(stdout) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}
