import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Optional packages that package-lock.json names as a dependency but does not pin. Empty is good.
 * Why: where a registry mirror lags behind with the binaries for other platforms, npm silently writes a lock without them,
 * and `npm ci` then refuses to work ("Missing: @swc/core-darwin-arm64@ from lock file").
 * @param {Record<string, { optionalDependencies?: Record<string, string> }>} packages the lock's `packages`
 * @returns {string[]} one line for each
 */
export function missingFromLock(packages) {
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isPinned(packages, place, name))
      .map((name) => `package-lock.json misses ${name} (optional dependency of ${place})`),
  );
}

/** Looks where Node would look: in the package's own node_modules, then in that of every package around it. */
function isPinned(packages, place, name) {
  for (let around = place; ; around = around.slice(0, Math.max(0, around.lastIndexOf("/node_modules/")))) {
    if (packages[around === "" ? `node_modules/${name}` : `${around}/node_modules/${name}`]) return true;
    if (around === "") return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, "../package-lock.json"), "utf8"));
  const missing = missingFromLock(lock.packages);
  for (const line of missing) console.error(line);
  process.exitCode = missing.length > 0 ? 1 : 0;
}
