// The PostgreSQL that everything is measured on: the embedded one, with a database of each size that is kept between runs.
import { spawnSync } from "node:child_process";
import { chmodSync, createWriteStream, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { once } from "node:events";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";

import pg from "pg";

import { startEmbeddedPostgres } from "../../dist/server/foundation/platform/embedded-postgres/embedded-postgres.js";
import { tablesOf } from "./people.mjs";

const root = join(import.meta.dirname, "../..");

/** Rows, and the migrations that made their tables: who changes either gets a new place. */
const version = createHash("sha256")
  .update(readFileSync(join(import.meta.dirname, "people.mjs")))
  .update(readdirSync(join(root, "server/migrations")).join())
  .digest("hex")
  .slice(0, 8);

/** Starts PostgreSQL with its defaults, but for room for two million rows in memory, as any machine in use would give it. */
export async function startCluster() {
  const place = join(process.env.GATEHOUSE_BENCH_DIR ?? join(tmpdir(), "gatehouse-bench"), version);
  mkdirSync(place, { recursive: true });
  chmodSync(place, 0o755);
  const cluster = await startEmbeddedPostgres({
    dataDir: join(place, "postgres"),
    settings: { shared_buffers: "1GB", max_connections: "200", jit: "off" },
    log: (line) => console.error(line),
  });
  const urlOf = (database) =>
    `postgres://${cluster.user}@localhost:${cluster.port}/${database}?host=${encodeURIComponent(cluster.socketDirectory)}`;
  const postmaster = Number(readFileSync(join(cluster.dataDir, "postmaster.pid"), "utf8").split("\n", 1)[0]);
  return {
    postmaster,
    stop: async () => cluster.stop(),
    /** The address of a database with so many users, filled when there is none. */
    databaseOf: async (users) => {
      const name = `users_${users}`;
      if (!(await query(urlOf("postgres"), "SELECT 1 FROM pg_database WHERE datname = $1", [name]))) {
        await fill({ urlOf, name, users, place });
      }
      return urlOf(name);
    },
  };
}

/** Under another name until it is complete, so that a run that was ended leaves nothing half. */
async function fill({ urlOf, name, users, place }) {
  console.error(`filling a database with ${users} users …`);
  await query(urlOf("postgres"), "DROP DATABASE IF EXISTS filling WITH (FORCE)");
  await query(urlOf("postgres"), "CREATE DATABASE filling");
  const migrated = spawnSync(process.execPath, [join(root, "scripts/gatehouse.mjs"), "migrate"], {
    env: { ...process.env, DATABASE_URL: urlOf("filling") },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (migrated.status !== 0) throw new Error("the database could not be migrated");
  const file = join(place, "copy.tsv");
  for (const { into, lines, from, values } of tablesOf(users)) {
    if (from) await query(urlOf("filling"), `INSERT INTO ${into} ${from}`, values);
    else {
      await pipeline(Readable.from(inChunks(lines)), createWriteStream(file));
      chmodSync(file, 0o644);
      await query(urlOf("filling"), `COPY ${into} FROM '${file}'`);
    }
  }
  rmSync(file);
  await query(urlOf("filling"), "VACUUM ANALYZE");
  await query(urlOf("postgres"), `ALTER DATABASE filling RENAME TO ${name}`);
}

function* inChunks(lines) {
  let chunk = "";
  for (const line of lines) {
    chunk += line;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}

/** Runs one statement and gives its first row. */
async function query(url, text, values = []) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text, values)).rows[0];
  } finally {
    const ended = once(client, "end");
    await client.end();
    await ended;
  }
}
