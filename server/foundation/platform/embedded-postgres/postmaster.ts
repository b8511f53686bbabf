import { spawn } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  fchownSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isRoot, postgresEnvironment } from "./account.js";
import type { Binaries } from "./binaries.js";
import type { DatabasePlace } from "./data-directory.js";
import { cannotWrite, systemCode } from "./embedded-postgres-error.js";
import { socketPort } from "./socket-directory.js";

/** All that is needed to start the server of one database. */
export interface Installation extends DatabasePlace {
  readonly binaries: Binaries;
  readonly socketDirectory: string;
  /** The server's own log, beside the data directory. */
  readonly logFile: string;
  /** Server settings on top of ours. */
  readonly settings: Readonly<Record<string, string>>;
}

/** One attempt to start the server. */
export interface PostmasterAttempt {
  readonly pid: number | undefined;
  /** Why the attempt ended; undefined while the process lives. */
  failure(): string | undefined;
  /** Takes the attempt back. */
  cancel(): void;
}

const maxLogBytes = 5_000_000;
const fastShutdownLimitMs = 5_000;
const immediateShutdownLimitMs = 3_000;
const pollMs = 20;
/** A starting server fills its pid file at once. */
const emptyPidFileAgeMs = 2_000;

/**
 * Starts the server in a session of its own, so that it survives this process and its terminal. PostgreSQL itself makes sure
 * that only one server runs per data directory: any other attempt fails.
 */
export function launchPostmaster(installation: Installation): PostmasterAttempt {
  const { dataDir, account, binaries, logFile } = installation;
  const log = openLog(installation);
  const child = spawn(binaries.postgres, ["-D", dataDir, ...settingOptions(installation)], {
    ...account,
    cwd: "/",
    env: postgresEnvironment,
    detached: true,
    stdio: ["ignore", log.handle, log.handle],
  });
  closeSync(log.handle);
  child.unref();
  let spawnError: string | undefined;
  child.on("error", (error) => (spawnError = error.message));
  const failure = (): string | undefined => {
    if (spawnError !== undefined) return spawnError;
    if (child.exitCode === null && child.signalCode === null) return undefined;
    // Orderly: another process joined the server and, as the last one, shut it down before we could look.
    return child.exitCode === 0 ? "it was shut down again" : reasonInLog(logFile, log.start);
  };
  return {
    pid: child.pid,
    failure,
    cancel: () => void child.kill("SIGINT"),
  };
}

/**
 * Ends the running server of this data directory: fast shutdown, and after five seconds an immediate one, which costs nothing
 * but a recovery at the next start. Resolves when the server has gone, or after eight seconds.
 */
export async function shutDownPostmaster(dataDir: string): Promise<void> {
  const pid = readPostmasterPid(dataDir);
  if (pid === undefined) return;
  for (const [signal, limitMs] of [
    ["SIGINT", fastShutdownLimitMs],
    ["SIGQUIT", immediateShutdownLimitMs],
  ] as const) {
    if (!sendSignal(pid, signal)) return;
    const deadline = Date.now() + limitMs;
    // The pid file counts as well: an exited process stays visible where nobody collects orphans, as in many containers.
    while (readPostmasterPid(dataDir) === pid && sendSignal(pid, 0)) {
      if (Date.now() > deadline) break;
      await delay(pollMs);
    }
    if (readPostmasterPid(dataDir) !== pid) return;
  }
}

/**
 * Removes the pid file of a killed server that PostgreSQL would take for a running one and refuse to start: the file was never
 * filled, its process number now belongs to another program, or to the killed server itself, whose exit nobody has collected (so
 * it stays in many containers). Call it only when nothing answers on the socket.
 */
export function removeMisleadingPidFile({ dataDir, socketDirectory }: Installation): void {
  const pidFile = join(dataDir, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = readPostmasterPid(dataDir);
  const misleading = pid === undefined ? Date.now() - statSync(pidFile).mtimeMs > emptyPidFileAgeMs : sendSignal(pid, 0);
  if (!misleading || isWorkedIn(dataDir)) return;
  rmSync(pidFile, { force: true });
  rmSync(join(socketDirectory, `.s.PGSQL.${socketPort}.lock`), { force: true });
}

/**
 * Whether a process works in the directory: a server always works in its data directory, and so do the processes that a killed one
 * leaves behind for a moment. Where the system does not tell, it is taken for certain, and PostgreSQL's own check decides.
 */
function isWorkedIn(dataDir: string): boolean {
  if (!existsSync("/proc/self/cwd")) return true;
  const directory = realpathSync(dataDir);
  return readdirSync("/proc").some((name) => /^\d+$/.test(name) && workingDirectoryOf(name) === directory);
}

/** Undefined for a process that has ended, and for one that is none of our business. */
function workingDirectoryOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function settingOptions({ socketDirectory, settings }: Installation): string[] {
  const all: Record<string, string> = {
    listen_addresses: "",
    port: String(socketPort),
    unix_socket_directories: `"${socketDirectory.replaceAll('"', '""')}"`,
    unix_socket_permissions: "0700",
    // Failed statements reach the application anyway; in this file they would grow without limit and hold personal data.
    log_min_messages: "log",
    log_checkpoints: "off",
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function openLog({ logFile, account }: Installation): { handle: number; start: number } {
  try {
    if (existsSync(logFile) && statSync(logFile).size > maxLogBytes) renameSync(logFile, `${logFile}.old`);
    // Root must not be led to another file by a link. The account gets it, so that it can also start without root.
    const handle = openSync(logFile, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
    if (isRoot()) fchownSync(handle, account.uid, account.gid);
    return { handle, start: fstatSync(handle).size };
  } catch (error) {
    throw cannotWrite(logFile, error);
  }
}

function reasonInLog(logFile: string, start: number): string {
  const written = readFileSync(logFile).subarray(start).toString("utf8");
  return /(?:FATAL|PANIC):\s+(.*)/.exec(written)?.[1] ?? (written.trim().split("\n").at(-1) || "it ended at once");
}

/** The server process that holds the data directory, running or killed. */
export function readPostmasterPid(dataDir: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(dataDir, "postmaster.pid"), "utf8"), 10);
    return pid > 0 ? pid : undefined;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
