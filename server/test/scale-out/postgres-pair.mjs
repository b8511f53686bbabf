import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

const run = promisify(execFile);
const pooler = "/usr/sbin/pgbouncer";
const startLimitMilliseconds = 60_000;

/** Why a pair cannot be started here; undefined where it can. */
export function missingPrograms() {
  if (postgresPrograms() === undefined) return "there is no PostgreSQL under /usr/lib/postgresql (apt-get install postgresql)";
  if (!existsSync(pooler)) return `there is no ${pooler} (apt-get install pgbouncer)`;
  return undefined;
}

/**
 * Starts a primary, a streaming replica of it, and PgBouncer in transaction mode in front of the primary: Debian's, on free ports,
 * open to this machine.
 * @param {{ synchronous?: boolean }} [options] with `synchronous` a commit waits until the replica shows it
 */
export async function startPostgresPair({ synchronous = false } = {}) {
  const missing = missingPrograms();
  if (missing !== undefined) throw new Error(missing);
  const directory = mkdtempSync(join(tmpdir(), "gatehouse-pair-"));
  const account = await accountOf(directory);
  const [primaryPort, replicaPort, poolerPort] = [await freePort(), await freePort(), await freePort()];
  const pair = new PostgresPair(directory, account, { primaryPort, replicaPort, poolerPort });
  try {
    await pair.start(synchronous);
    return pair;
  } catch (error) {
    await pair.stop();
    throw error;
  }
}

class PostgresPair {
  constructor(directory, account, ports) {
    this.directory = directory;
    this.account = account;
    this.ports = ports;
    this.programs = postgresPrograms();
    this.pooler = undefined;
  }

  get primaryUrl() {
    return `postgres://postgres@127.0.0.1:${this.ports.primaryPort}/postgres`;
  }

  get replicaUrl() {
    return `postgres://postgres@127.0.0.1:${this.ports.replicaPort}/postgres`;
  }

  /** The primary through PgBouncer. */
  get poolerUrl() {
    return `postgres://postgres@127.0.0.1:${this.ports.poolerPort}/postgres`;
  }

  async start(synchronous) {
    const { primaryPort } = this.ports;
    await this.program("initdb", "-D", this.place("primary"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
    await this.startServer("primary", primaryPort);
    const source = ["-h", "127.0.0.1", "-p", String(primaryPort), "-U", "postgres"];
    await this.program("pg_basebackup", ...source, "-D", this.place("replica"), "-R", "-X", "stream", "-c", "fast");
    await this.startReplica();
    if (synchronous) await this.waitForReplica();
    await this.startPooler();
  }

  async startReplica() {
    await this.startServer("replica", this.ports.replicaPort);
  }

  async stopReplica() {
    await this.stopServer("replica");
  }

  async stop() {
    if (this.pooler?.exitCode === null) {
      this.pooler.kill("SIGTERM");
      await once(this.pooler, "exit");
    }
    await this.stopServer("replica");
    await this.stopServer("primary");
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Every commit waits from now on until the replica shows it. */
  async waitForReplica() {
    await runSql(this.primaryUrl, "ALTER SYSTEM SET synchronous_standby_names = '*'");
    await runSql(this.primaryUrl, "ALTER SYSTEM SET synchronous_commit = 'remote_apply'");
    await runSql(this.primaryUrl, "SELECT pg_reload_conf()");
  }

  async startServer(name, port) {
    const options = `-p ${port} -k ${this.directory} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200`;
    const log = join(this.directory, `${name}.log`);
    await this.program("pg_ctl", "-w", "-t", "60", "-D", this.place(name), "-l", log, "-o", options, "start");
  }

  async stopServer(name) {
    if (!existsSync(join(this.place(name), "postmaster.pid"))) return;
    await this.program("pg_ctl", "-w", "-m", "immediate", "-D", this.place(name), "stop").catch(() => undefined);
  }

  async startPooler() {
    const { primaryPort, poolerPort } = this.ports;
    const users = join(this.directory, "users.txt");
    writeFileSync(users, '"postgres" ""\n', { mode: 0o644 });
    const configuration = join(this.directory, "pgbouncer.ini");
    const lines = [
      "[databases]",
      `* = host=127.0.0.1 port=${primaryPort}`,
      "[pgbouncer]",
      "pool_mode = transaction",
      "listen_addr = 127.0.0.1",
      `listen_port = ${poolerPort}`,
      "unix_socket_dir =",
      "auth_type = trust",
      `auth_file = ${users}`,
      "max_client_conn = 1000",
      "default_pool_size = 10",
    ];
    writeFileSync(configuration, `${lines.join("\n")}\n`, { mode: 0o644 });
    this.pooler = spawn(pooler, ["-q", configuration], { ...this.account, cwd: "/", stdio: "ignore" });
    const deadline = Date.now() + startLimitMilliseconds;
    while (!(await answers(this.poolerUrl))) {
      if (this.pooler.exitCode !== null || Date.now() > deadline) throw new Error("PgBouncer did not start");
      await delay(50);
    }
  }

  place(name) {
    return join(this.directory, name);
  }

  async program(name, ...args) {
    // Its output goes nowhere: pg_ctl hands it on to the server, and a pipe would never end.
    const child = spawn(join(this.programs, name), args, { ...this.account, cwd: "/", stdio: "ignore" });
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`${name} ended with ${code}: ${args.join(" ")}`);
  }
}

/**
 * Runs one statement.
 * @returns {Promise<Record<string, unknown>[]>}
 */
export async function runSql(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function answers(url) {
  return runSql(url, "SELECT 1").then(
    () => true,
    () => false,
  );
}

/** PostgreSQL and PgBouncer refuse to run as root. */
async function accountOf(directory) {
  if (userInfo().uid !== 0) return {};
  const [uid, gid] = await Promise.all(["-u", "-g"].map(async (option) => Number((await run("id", [option, "postgres"])).stdout)));
  chownSync(directory, uid, gid);
  return { uid, gid };
}

function postgresPrograms() {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root)
    ? readdirSync(root)
        .map(Number)
        .filter(Number.isInteger)
        .sort((a, b) => b - a)
    : [];
  return versions.map((version) => join(root, String(version), "bin")).find((place) => existsSync(join(place, "pg_basebackup")));
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
