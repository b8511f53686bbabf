import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "pg";
import { isRoot } from "./account.js";
import { prepareBinaries } from "./binaries.js";
import { choosePlace, prepareDataDirectory, sharedDirectory } from "./data-directory.js";
import { EmbeddedPostgresError, useAnotherDatabase } from "./embedded-postgres-error.js";
import { join, leave } from "./membership.js";
import {
  type Installation,
  launchPostmaster,
  type PostmasterAttempt,
  readPostmasterPid,
  removeMisleadingPidFile,
  shutDownPostmaster,
} from "./postmaster.js";
import { prepareSocketDirectory, socketPort } from "./socket-directory.js";

/** What the operator may choose. */
export interface EmbeddedPostgresOptions {
  /** Becomes the PostgreSQL data directory; also its siblings `<dataDir>.log` and `<dataDir>.new-*` are ours. */
  readonly dataDir: string;
  /** Server settings such as `{ fsync: "off" }` for tests. A server that runs already keeps its own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Gets one line for the operator when the database is kept elsewhere, was lost, or is back. */
  readonly log: (line: string) => void;
}

/** A running database, kept running until {@link EmbeddedPostgres.stop}. Connect by host = socketDirectory, port, user. */
export interface EmbeddedPostgres {
  /** A directory only the database's account (and root) can enter; that is the whole protection, there is no password. */
  readonly socketDirectory: string;
  readonly port: number;
  readonly user: "postgres";
  /** Where the data really lies; differs from the wanted place when root could not use that. */
  readonly dataDir: string;
  /** Whether the server was running already at the start. */
  readonly adopted: boolean;
  /**
   * Shuts the server down when this was the last process that used it; else only takes leave, and the others keep it. Close
   * your own connections first. Takes at most about eight seconds; calling it again changes nothing.
   */
  stop(): Promise<void>;
}

/** Long enough to recover after a crash with a gigabyte of unwritten changes. */
const startLimitMs = 120_000;
const pollMs = 25;
const retryMs = 250;
const recoveryPauseMs = 1_000;

/** What PostgreSQL says while another server starts or ends, or while the processes of a killed one are still going away. */
const passingFailure = /lock file ".*" already exists|pre-existing shared memory block|is empty|it was shut down again/;

/**
 * Starts the database of `dataDir`, creating it at the first start, or adopts the server that runs for it already: one left
 * behind by a killed process, or one in use by another process. Any number of processes may do this at once. A server that
 * dies is started again by whoever uses it.
 *
 * @throws EmbeddedPostgresError with one line that says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  if (process.platform === "win32") {
    // Node cannot connect to Unix sockets on Windows, and a TCP port without a password would be open to every local user.
    throw new EmbeddedPostgresError(`The embedded PostgreSQL does not work on Windows. ${useAnotherDatabase}`);
  }
  const installation = await prepareInstallation(options);
  const joined = await joinOrLaunch(installation, new AbortController().signal);
  return new SupervisedPostgres(installation, joined, options.log);
}

interface Joined {
  readonly client: Client;
  readonly adopted: boolean;
}

class SupervisedPostgres implements EmbeddedPostgres {
  readonly socketDirectory: string;
  readonly port = socketPort;
  readonly user = "postgres";
  readonly dataDir: string;
  readonly adopted: boolean;
  private readonly stopping = new AbortController();
  private client: Client | undefined;
  private recovery = Promise.resolve();
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly installation: Installation,
    joined: Joined,
    private readonly log: (line: string) => void,
  ) {
    this.socketDirectory = installation.socketDirectory;
    this.dataDir = installation.dataDir;
    this.adopted = joined.adopted;
    this.watch(joined.client);
  }

  stop(): Promise<void> {
    this.stopped ??= this.leaveServer();
    return this.stopped;
  }

  private async leaveServer(): Promise<void> {
    this.stopping.abort();
    await this.recovery;
    const { client } = this;
    if (client === undefined) return;
    // A server that died in this moment needs no shutdown.
    const last = await leave(client).catch(() => false);
    if (last) await shutDownPostmaster(this.dataDir);
    await client.end().catch(() => undefined);
  }

  private watch(client: Client): void {
    this.client = client;
    client.once("end", () => {
      this.client = undefined;
      if (!this.stopping.signal.aborted) this.recovery = this.recover();
    });
  }

  private async recover(): Promise<void> {
    this.log("The connection to PostgreSQL was lost; starting it again if it has stopped.");
    let lastComplaint = "";
    while (!this.stopping.signal.aborted) {
      try {
        this.watch((await joinOrLaunch(this.installation, this.stopping.signal)).client);
        this.log("PostgreSQL is running again.");
        return;
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        const complaint = error instanceof Error ? error.message : String(error);
        if (complaint !== lastComplaint) this.log(complaint);
        lastComplaint = complaint;
        await delay(recoveryPauseMs);
      }
    }
  }
}

async function prepareInstallation(options: EmbeddedPostgresOptions): Promise<Installation> {
  const place = choosePlace(options.dataDir, options.log);
  const binaries = prepareBinaries(place.account, isRoot() ? sharedDirectory : dirname(place.dataDir));
  const settings = options.settings ?? {};
  await prepareDataDirectory(place, binaries, settings["fsync"] !== "off");
  return { ...place, binaries, settings, logFile: `${place.dataDir}.log`, socketDirectory: prepareSocketDirectory(place) };
}

/**
 * Looks, launches where nothing is there, and looks again until it is in. That one loop serves the first start, adoption, two
 * processes at once (the slower one's server gives up, and it joins the other's) and the wait for remains of a killed server.
 */
async function joinOrLaunch(installation: Installation, cancelled: AbortSignal): Promise<Joined> {
  const deadline = Date.now() + startLimitMs;
  let attempt: PostmasterAttempt | undefined;
  while (!cancelled.aborted && Date.now() < deadline) {
    const answer = await join(installation);
    const failure = attempt?.failure();
    if (typeof answer === "object") return { client: answer, adopted: attempt?.pid !== readPostmasterPid(installation.dataDir) };
    if (failure !== undefined && !passingFailure.test(failure)) throw cannotStart(installation, failure);
    if (failure !== undefined) await delay(retryMs);
    if (answer === "absent" && (attempt === undefined || failure !== undefined)) attempt = launch(installation);
    await delay(pollMs);
  }
  attempt?.cancel();
  throw cannotStart(installation, attempt?.failure() ?? "it did not answer in time");
}

function launch(installation: Installation): PostmasterAttempt {
  removeMisleadingPidFile(installation);
  return launchPostmaster(installation);
}

function cannotStart({ dataDir, logFile }: Installation, reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `PostgreSQL cannot run in ${dataDir}: ${reason}. See ${logFile}, or set DATABASE_URL to another server.`,
  );
}
