import { rmSync } from "node:fs";
import { runAsAdministrator } from "./administrator.mjs";

/** After all tests: nothing is left behind, neither in our own cluster nor in a foreign one. */
export default async function tearDown() {
  await runAsAdministrator(`DROP DATABASE IF EXISTS ${process.env.TEST_DATABASE_TEMPLATE} WITH (FORCE)`);
  const { cluster, directory } = globalThis.testCluster ?? {};
  await cluster?.stop();
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  // A test file that failed while it was loaded has left its server running; Jest would wait for it for ever.
  setTimeout(() => process.exit(), 5_000).unref();
}
