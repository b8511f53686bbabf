import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

import { until } from "./until.js";

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Where and how a server is started; variables that the tests themselves run with do not reach it. */
export interface ServerProcessOptions {
  /** Working directory: the one place where a `.env` file counts. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly account?: { readonly uid: number; readonly gid: number };
}

const main = fileURLToPath(new URL("../../../dist/server/main.js", import.meta.url));

/** Cheap hashes, any free port, and no limits on attempts. */
const testEnvironment = {
  PATH: process.env["PATH"] ?? "",
  PORT: "0",
  GATEHOUSE_BCRYPT_COST: "4",
  GATEHOUSE_THROTTLE_PER_ADDRESS: "off",
  GATEHOUSE_THROTTLE_CHANGE_PASSWORD: "off",
  GATEHOUSE_THROTTLE_REQUEST_PASSWORD_RESET: "off",
};

/** Several processes may start on a busy machine. */
const startLimitMilliseconds = 90_000;

const running = new Set<ServerProcess>();

/** The built server in a process of its own, as `npm start` runs it. */
export class ServerProcess {
  /** What it wrote so far. */
  stdout = "";
  stderr = "";
  readonly exit: Promise<Exit>;
  private readonly child: ChildProcessByStdio<null, Readable, Readable>;

  constructor({ directory, environment, account }: ServerProcessOptions) {
    this.child = spawn(process.execPath, ["--enable-source-maps", main], {
      ...account,
      cwd: directory,
      env: { ...testEnvironment, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child.stdout.setEncoding("utf8").on("data", (text: string) => (this.stdout += text));
    this.child.stderr.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
    // "close" comes after the last output, "exit" may come before.
    this.exit = new Promise((resolve) => this.child.once("close", (code, signal) => resolve({ code, signal })));
    running.add(this);
    void this.exit.finally(() => running.delete(this));
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @throws Error with what it wrote when it ends instead
   */
  static async start(options: ServerProcessOptions): Promise<ServerProcess> {
    const server = new ServerProcess(options);
    const ended = server.exit.then((exit) => {
      throw new Error(`the server did not start: ${JSON.stringify(exit)}\n${server.stderr}`);
    });
    await Promise.race([until("the server listens", () => /listens on \S+\n/.test(server.stdout), startLimitMilliseconds), ended]);
    return server;
  }

  /** Number of its process, or of the one above its workers. */
  get pid(): number {
    if (this.child.pid === undefined) throw new Error("the server was not started");
    return this.child.pid;
  }

  /** Where it listens. */
  get url(): string {
    return /listens on (\S+)/.exec(this.stdout)?.[1] ?? "";
  }

  /** The lines it wrote on standard error. */
  get complaints(): string[] {
    return this.stderr.split("\n").filter((line) => line !== "");
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends it at once, as a power cut would. */
  async kill(): Promise<Exit> {
    this.child.kill("SIGKILL");
    return this.exit;
  }

  /** Ends it in an orderly manner. */
  async stop(): Promise<Exit> {
    this.child.kill("SIGTERM");
    return this.exit;
  }
}

/** Ends whatever a test left running. */
export async function stopAllServers(): Promise<void> {
  await Promise.all([...running].map((server) => server.stop()));
}
