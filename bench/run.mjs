// Measures our server against what the machine allows. See docs/performance.md.
//
//   npm run bench -- [row …] [--rounds 5] [--seconds 4] [--users 100000] [--scale] [--dry]
//
// --scale also measures with 1,000,000 users; --dry leaves RESULTS.md alone.
import { parseArgs } from "node:util";

import { startCluster } from "./data/cluster.mjs";
import { startLimit, startServer } from "./programs.mjs";
import { keep, sectionOf } from "./report.mjs";
import { idle } from "./rows/idle.mjs";
import { facets, latePage, list, search } from "./rows/lists.mjs";
import { logInRow } from "./rows/log-in.mjs";
import { sessionCheck } from "./rows/session-check.mjs";
import { storm } from "./rows/storm.mjs";

const rows = [sessionCheck, logInRow, storm, list, search, latePage, facets, idle];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "4" },
    users: { type: "string", default: "100000" },
    scale: { type: "boolean", default: false },
    dry: { type: "boolean", default: false },
  },
});
const unknown = positionals.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0) throw new Error(`there is no row ${unknown.join(", ")}; the rows are ${rows.map(({ name }) => name).join(", ")}`);

const [rounds, seconds, users] = [values.rounds, values.seconds, values.users].map(Number);
const cluster = await startCluster();
const started = new Map();

/** Starts a program when a row first needs it. */
async function running(key, start) {
  if (!started.has(key)) started.set(key, await start());
  return started.get(key);
}

const context = {
  rounds,
  seconds,
  users,
  scale: values.scale,
  postmaster: cluster.postmaster,
  databaseOf: cluster.databaseOf,
  server: async (size) => running(`server ${size}`, async () => startServer(await cluster.databaseOf(size))),
  limit: async (size) => running(`limit ${size}`, async () => startLimit("http-limit.mjs", await cluster.databaseOf(size))),
};

try {
  for (const row of positionals.length > 0 ? rows.filter(({ name }) => positionals.includes(name)) : rows) {
    // One row that cannot be measured is no reason to leave the others out.
    const lines = await row.run(context).catch((error) => console.error(`${row.name} was not measured:`, error));
    if (!lines) {
      process.exitCode = 1;
      continue;
    }
    const section = sectionOf(row, lines, { rounds, users });
    console.log(section);
    if (!values.dry) keep(section);
  }
} finally {
  for (const program of started.values()) await program.stop();
  await cluster.stop();
}
