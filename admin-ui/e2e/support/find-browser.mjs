import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/**
 * Where a Chromium is: the one that `CHROMIUM_PATH` names, that of the system, or the one that Playwright installed. Undefined when
 * there is none.
 */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== "") return existsSync(named) ? named : undefined;
  const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", chromium.executablePath()];
  return places.find((place) => existsSync(place));
}

/** Why the browser suite cannot run, and what to do. */
export const NO_BROWSER =
  "no Chromium was found. Install one (Debian: apt-get install chromium; else: npx playwright-core install chromium), or name one in CHROMIUM_PATH.";

/** As a program: prints where the browser is; fails when there is none. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${findBrowser() ?? NO_BROWSER}\n`);
  process.exitCode = findBrowser() === undefined ? 1 : 0;
}
