import { execFileSync } from "node:child_process";

import type { ServerProcess } from "../faults/server-process.js";

/** The processes of a server's workers, oldest first. */
export function workersOf({ pid }: ServerProcess): number[] {
  return execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map(Number);
}
