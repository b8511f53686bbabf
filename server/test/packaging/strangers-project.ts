import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { until } from "../faults/until.js";

/** What `npm pack` says it packed. */
interface PackReport {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Variables of this machine that a stranger has too; those of our own `npm test`, and settings of servers, are left out. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(?!config_(registry|cache|userconfig|globalconfig)$)|NODE_|INIT_CWD|JEST_|TEST_|GATEHOUSE_|DATABASE_URL|SMTP_URL)/i.test(
        name,
      ),
  ),
);

/** An empty npm project somewhere else, into which the packed package is installed. */
export class StrangersProject {
  readonly directory = mkdtempSync(join(tmpdir(), "gatehouse-stranger-"));
  /** Paths in the package. */
  packed: readonly string[] = [];
  private server: ChildProcess | undefined;

  constructor() {
    // The database of a root user runs under another account, which must be able to enter.
    chmodSync(this.directory, 0o755);
    this.write("package.json", JSON.stringify({ name: "stranger", private: true, type: "module" }));
  }

  /** Packs our package and installs it as a stranger would. Packages come from npm's cache where it has them. */
  install(): void {
    const said = this.run("npm", ["pack", "--json", "--pack-destination", this.directory], process.cwd());
    // Some versions of npm announce the prepack script first.
    const [report] = JSON.parse(said.slice(said.indexOf("["))) as PackReport[];
    if (!report) throw new Error("npm pack said nothing");
    this.packed = report.files.map(({ path }) => path);
    this.run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", join(this.directory, report.filename)]);
  }

  /** Writes a file of the project. */
  write(name: string, content: string): void {
    writeFileSync(join(this.directory, name), content);
  }

  /**
   * Runs a program in the project and gives what it printed.
   *
   * @throws Error with all it said when it fails
   */
  run(program: string, args: readonly string[], directory = this.directory): string {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: directory, env: environment, encoding: "utf8" });
    if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
    return stdout;
  }

  /** Runs `npx gatehouse start` and gives the URL it announces. */
  async start(): Promise<string> {
    const child = spawn("npx", ["gatehouse", "start"], {
      cwd: this.directory,
      env: { ...environment, PORT: "0", GATEHOUSE_DATA_DIR: join(this.directory, "data") },
      // A group of its own: npx does not pass signals on.
      detached: true,
    });
    this.server = child;
    let said = "";
    const hear = (text: string): void => void (said += text);
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    return until(
      "the server listens",
      () => {
        if (child.exitCode !== null) throw new Error(`npx gatehouse start ended with ${child.exitCode}\n${said}`);
        return /listens on (\S+)/.exec(said)?.[1];
      },
      60_000,
    );
  }

  /** Stops the server, if it runs, and removes the project. */
  async remove(): Promise<void> {
    const { server, directory } = this;
    if (server?.pid !== undefined && server.exitCode === null) {
      const closed = new Promise((resolve) => server.once("close", resolve));
      process.kill(-server.pid, "SIGTERM");
      await closed;
    }
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}
