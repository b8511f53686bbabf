import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MILLISECONDS = 100;
/** Far above any build (a few seconds): an older lock is a dead one whose process number has been given to somebody else. */
const MAX_AGE_MILLISECONDS = 120_000;

/**
 * Runs `work` while no other process on this machine holds `lockFile`, waiting as long as it takes.
 * The lock of a killed process is taken over. In the worst race of two such take-overs both run, so `work` must publish its
 * result in one step (a rename).
 * @template T
 * @param {string} lockFile
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(lockFile, work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  while (!tryLock(lockFile)) {
    if (isAbandoned(lockFile)) rmSync(lockFile, { force: true });
    else await sleep(POLL_MILLISECONDS);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** A link appears together with its content, so nobody ever reads a lock without an owner in it. */
function tryLock(lockFile) {
  const mine = `${lockFile}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, lockFile);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

function isAbandoned(lockFile) {
  try {
    const owner = Number(readFileSync(lockFile, "utf8"));
    return owner === process.pid || !isAlive(owner) || Date.now() - statSync(lockFile).mtimeMs > MAX_AGE_MILLISECONDS;
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
