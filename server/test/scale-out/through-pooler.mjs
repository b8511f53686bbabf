import { spawn } from "node:child_process";
import { once } from "node:events";
import { startPostgresPair } from "./postgres-pair.mjs";

/**
 * Runs a command of tests whose servers reach the database through PgBouncer and read lists from a replica, such as
 * `node server/test/scale-out/through-pooler.mjs npm test -- server/test/contract`. Commits wait for the replica: the tests read at
 * once what others have written.
 */
const [command = "", ...args] = process.argv.slice(2);
const pair = await startPostgresPair({ synchronous: true });
const environment = {
  TEST_DATABASE_URL: pair.poolerUrl,
  TEST_DATABASE_ADMIN_URL: pair.primaryUrl,
  TEST_DATABASE_REPLICA_URL: pair.replicaUrl,
  // Debian 12 has PgBouncer 1.18, which knows no prepared statements.
  TEST_DATABASE_NAMED_STATEMENTS: "off",
};
try {
  const child = spawn(command, args, { env: { ...process.env, ...environment }, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, "exit");
  process.exitCode = code ?? 1;
} finally {
  await pair.stop();
}
