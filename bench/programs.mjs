// Starts the programs that are measured, one process each, and reads what they cost.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const root = join(import.meta.dirname, "..");

const unlimited = Object.fromEntries(["LOG_IN", "LOG_IN_FAILED"].map((operation) => [`GATEHOUSE_THROTTLE_${operation}`, "off"]));

/** Below those that Linux gives to clients, one of which might be there first. */
let nextPort = 21_000 + (process.pid % 1000);

/** What `npm start` and the image give Node. */
const nodeOptions = ["--max-semi-space-size=8"];

/** Our server as it runs in production, on a database. */
export async function startServer(databaseUrl) {
  const environment = {
    ...unlimited,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    GATEHOUSE_BASE_URL: "https://bench.example",
    GATEHOUSE_ALLOWED_ORIGINS: "https://bench.example",
    GATEHOUSE_SECRET_KEYS: "a key for measuring that nobody needs to guess 4711",
    SMTP_URL: "smtp://localhost:25",
    GATEHOUSE_LOG_LEVEL: "error",
  };
  return start([...nodeOptions, join(root, "dist/server/main.js")], environment, "/readyz");
}

/** A program that does the same with nothing around it. */
export async function startLimit(file, databaseUrl) {
  return start([join(import.meta.dirname, "limits", file)], { DATABASE_URL: databaseUrl }, "/");
}

async function start(parameters, environment, readyPath) {
  const port = nextPort++;
  const started = performance.now();
  const profiled = process.env.GATEHOUSE_BENCH_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.GATEHOUSE_BENCH_PROFILE}`] : [];
  const child = spawn(process.execPath, [...profiled, ...parameters], {
    env: { PATH: process.env.PATH, PORT: String(port), ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, `${url}${readyPath}`);
  return {
    url,
    pid: child.pid,
    startSeconds: (performance.now() - started) / 1000,
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGINT");
      await ended;
    },
  };
}

async function untilReady(child, url) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`a program ended before it was ready, with ${child.exitCode}`);
    const ready = await fetch(url).then(
      (response) => response.status < 500,
      () => false,
    );
    if (ready) return;
    await delay(5);
  }
}

/** Milliseconds of processor time per clock tick of Linux. */
const tick = 10;

/** Milliseconds that a process has used so far, all its threads together. */
export function processorTime(pid) {
  const [user, system] = timesOf(pid);
  return user + system;
}

/** Milliseconds that a PostgreSQL has used so far: the postmaster, its processes, and those that have ended. */
export function databaseTime(postmaster) {
  const living = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster);
  const ofPostmaster = timesOf(postmaster).reduce((sum, time) => sum + time, 0);
  return ofPostmaster + living.reduce((sum, pid) => sum + processorTime(pid), 0);
}

/** Resident memory of a process in MB. */
export function residentMegabytes(pid) {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1000;
}

/** User and system time of a process, then those of its children that have ended (proc(5)). */
function timesOf(pid) {
  return fieldsOf(pid)
    .slice(11, 15)
    .map((ticks) => Number(ticks) * tick);
}

function parentOf(pid) {
  return Number(fieldsOf(pid)[1]);
}

/** The fields after the name of the program, which may hold anything; none when the process is gone. */
function fieldsOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}
