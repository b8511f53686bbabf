import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { ensureBuildOrExit } from "./ensure-build.mjs";
import { copyServerAssets, ROOT, spawnTool } from "./build-parts.mjs";

/** Not dist/server: what is being edited must never be taken for a finished build. */
const output = join(ROOT, "dist/watch");

await ensureBuildOrExit();
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
copyServerAssets(output);

const compile = ["-p", "server/tsconfig.json", "--outDir", output];
await new Promise((settle) => spawnTool("typescript/bin/tsc", compile).once("exit", settle));
// Each in a process group of its own, because the compiler is a process below the one that is started here.
const children = [
  spawnTool("typescript/bin/tsc", [...compile, "--watch", "--preserveWatchOutput"], { detached: true }),
  spawn(process.execPath, ["--enable-source-maps", "--watch", join(output, "main.js")], { cwd: ROOT, stdio: "inherit", detached: true }),
];
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => children.forEach(({ pid }) => process.kill(-pid, "SIGTERM")));
