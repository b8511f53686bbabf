#!/usr/bin/env node
import { existsSync } from "node:fs";

// A clone has the sources and builds what is stale; an installed package has only the result.
if (existsSync(new URL("../server/tsconfig.json", import.meta.url))) {
  const { ensureBuildOrExit } = await import("./ensure-build.mjs");
  await ensureBuildOrExit();
}
process.setSourceMapsEnabled(true);
await import("../dist/server/edges/cli/main.js");
