import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Client } from "pg";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.js";

let root: string;
let running: EmbeddedPostgres[];
let lines: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gatehouse-pg-"));
  // As root the database runs under another account, which must be able to enter.
  chmodSync(root, 0o755);
  running = [];
  lines = [];
});

afterEach(async () => {
  for (const database of running) await database.stop();
  rmSync(root, { recursive: true, force: true });
});

async function start(dataDir = join(root, "postgres")): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir, settings: { fsync: "off" }, log: (line) => lines.push(line) });
  running.push(database);
  return database;
}

async function query(database: EmbeddedPostgres, sql: string): Promise<string[][]> {
  const client = new Client({ host: database.socketDirectory, port: database.port, user: database.user, database: "postgres" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<string[]>({ text: sql, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

async function until<T>(look: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(20);
    }
  }
}

function postmasterPid(database: EmbeddedPostgres): number {
  return Number.parseInt(readFileSync(join(database.dataDir, "postmaster.pid"), "utf8"), 10);
}

test("the first start creates a database that knows Unicode and has no TCP port", async () => {
  const database = await start();
  expect(await query(database, "SELECT lower('ÉÄ'), current_setting('listen_addresses')")).toEqual([["éä", ""]]);
  expect(database.adopted).toBe(false);
});

test("data written before a stop is there after the next start", async () => {
  const first = await start();
  await query(first, "CREATE TABLE kept AS SELECT 'value' AS v");
  await first.stop();
  await expect(query(first, "SELECT 1")).rejects.toThrow("ENOENT");
  expect(await query(await start(), "SELECT v FROM kept")).toEqual([["value"]]);
});

test("a second user adopts the running server, and the server stays until the last one stops", async () => {
  const first = await start();
  const second = await start();
  expect(second.adopted).toBe(true);
  await first.stop();
  expect(await query(second, "SELECT 1::text")).toEqual([["1"]]);
  await second.stop();
  await expect(query(second, "SELECT 1")).rejects.toThrow("ENOENT");
});

test("two first starts at once end up on one server", async () => {
  const both = await Promise.all([start(), start()]);
  expect(both.map((database) => database.adopted).toSorted()).toEqual([false, true]);
  await query(both[0], "CREATE TABLE shared AS SELECT 'value' AS v");
  expect(await query(both[1], "SELECT v FROM shared")).toEqual([["value"]]);
});

test("a killed server is started again by those who use it, with the committed data", async () => {
  const [starter, adopter] = [await start(), await start()];
  await query(starter, "CREATE TABLE kept AS SELECT 'value' AS v");
  const killed = postmasterPid(starter);
  process.kill(killed, "SIGKILL");
  await until(async () => expect(postmasterPid(starter)).not.toBe(killed));
  expect(await until(() => query(adopter, "SELECT v FROM kept"))).toEqual([["value"]]);
  expect(lines).toContain("The connection to PostgreSQL was lost; starting it again if it has stopped.");
});

test("a user that only adopted the server also starts it again", async () => {
  const [starter, adopter] = [await start(), await start()];
  await starter.stop();
  const killed = postmasterPid(adopter);
  process.kill(killed, "SIGKILL");
  await until(async () => expect(postmasterPid(adopter)).not.toBe(killed));
  expect(await until(() => query(adopter, "SELECT 1::text"))).toEqual([["1"]]);
});

test("the remains of an interrupted first start do not matter and are removed", async () => {
  const remains = join(root, "postgres.new-0123456789ab");
  mkdirSync(remains);
  writeFileSync(join(remains, "PG_VERSION"), "18\n");
  const database = await start();
  expect(await query(database, "SELECT 1::text")).toEqual([["1"]]);
  expect(readdirSync(root).toSorted()).toEqual(["postgres", "postgres.log"]);
});

test("a pid file whose number now belongs to another program does not keep the server from starting", async () => {
  const first = await start();
  await first.stop();
  writeFileSync(join(first.dataDir, "postmaster.pid"), `${process.pid}\n${first.dataDir}\n`);
  expect(await query(await start(), "SELECT 1::text")).toEqual([["1"]]);
});

test("a killed server whose exit nobody collects does not keep the next one from starting", async () => {
  const first = await start();
  await first.stop();
  const { uid, gid } = statSync(first.dataDir);
  const parent = spawn("sh", ["-c", "sleep 60 & echo $!; wait"], { uid, gid, stdio: ["ignore", "pipe", "ignore"] });
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(line.toString());
  parent.kill("SIGSTOP");
  process.kill(pid, "SIGKILL");
  writeFileSync(join(first.dataDir, "postmaster.pid"), `${pid}\n${first.dataDir}\n`);
  expect(await query(await start(), "SELECT 1::text")).toEqual([["1"]]);
  parent.kill("SIGKILL");
});

test("a data directory too deep for a socket path gets a private socket directory elsewhere", async () => {
  const database = await start(join(root, "deep".repeat(20), "postgres"));
  expect(database.socketDirectory).not.toBe(database.dataDir);
  expect(await query(database, "SELECT 1::text")).toEqual([["1"]]);
  await database.stop();
  rmSync(database.socketDirectory, { recursive: true });
});

test("a directory with other content is refused and left alone", async () => {
  const dataDir = join(root, "postgres");
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, "letter.txt"), "dear");
  await expect(start()).rejects.toThrow("holds files but no PostgreSQL database");
  expect(readdirSync(dataDir)).toEqual(["letter.txt"]);
});

test("a database of another major version is refused with both versions named", async () => {
  const first = await start();
  await first.stop();
  writeFileSync(join(first.dataDir, "PG_VERSION"), "15\n");
  await expect(start()).rejects.toThrow("was made by PostgreSQL 15, this is 18");
});

test("a server that refuses its settings is reported at once, in PostgreSQL's words", async () => {
  const settings = { fsync: "off", shared_buffers: "nonsense" };
  const started = startEmbeddedPostgres({ dataDir: join(root, "postgres"), settings, log: () => undefined });
  await expect(started).rejects.toThrow('invalid value for parameter "shared_buffers": "nonsense". See');
});
