import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { withLock } from "./build-lock.mjs";
import { fingerprint, PARTS, ROOT } from "./build-parts.mjs";

const DIST = join(ROOT, "dist");
const STAMP = ".built-from";

/**
 * Brings dist/ up to date and touches nothing that is. Safe to call from several processes at once (`npm start` beside
 * `npx gatehouse`) and after a build that was killed half way: a part is made aside and moved into place when it is whole.
 * @param {{ force?: boolean, only?: string }} [options] `force` makes every part again; `only` names the one part that is wanted.
 */
export async function ensureBuild({ force = false, only } = {}) {
  const wanted = PARTS.filter((part) => only === undefined || part.name === only);
  if (!force && wanted.every(isFresh)) return;
  await withLock(join(DIST, ".lock"), async () => {
    removeLeftovers();
    // Asked again: while this process waited for the lock, another one may have done the work.
    const results = await Promise.allSettled(wanted.filter((part) => force || !isFresh(part)).map(build));
    removeLeftovers();
    const failures = results.flatMap((result) => (result.status === "rejected" ? [result.reason.message] : []));
    if (failures.length > 0) throw new Error(failures.join("\n"));
  });
}

/** For programs: as `ensureBuild`, but a failure ends the process with one line instead of a stack. */
export async function ensureBuildOrExit(options) {
  try {
    await ensureBuild(options);
  } catch (error) {
    console.error(`The build failed. ${error.message}`);
    process.exit(1);
  }
}

async function build(part) {
  const stamp = fingerprint(part);
  // With the process number, because the compiler of a killed build may go on writing for a moment.
  const aside = join(DIST, `.making-${part.name}-${process.pid}`);
  mkdirSync(aside, { recursive: true });
  await part.make(aside);
  writeFileSync(join(aside, STAMP), stamp);
  const old = join(DIST, `.old-${part.name}`);
  const place = join(DIST, part.name);
  if (existsSync(place)) renameSync(place, old);
  renameSync(aside, place);
  rmSync(old, { recursive: true, force: true });
}

function isFresh(part) {
  try {
    return readFileSync(join(DIST, part.name, STAMP), "utf8") === fingerprint(part);
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}

/** What failed and killed builds left. Only called by the holder of the lock. */
function removeLeftovers() {
  for (const name of readdirSync(DIST)) {
    if (/^\.(making|old)-/.test(name)) rmSync(join(DIST, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { force: { type: "boolean" }, only: { type: "string" } } });
  await ensureBuildOrExit(values);
}
