import { missingPrograms } from "./postgres-pair.mjs";

/** Says in one line at the end of a test run that the suite of replica and pooler was skipped, and why. */
export default class SkippedSuiteReporter {
  onRunComplete(_contexts, { testResults }) {
    const unseen = testResults.filter(({ testFilePath, skipped }) => skipped && testFilePath.includes("/test/scale-out/"));
    const missing = missingPrograms();
    if (unseen.length > 0 && missing !== undefined) process.stderr.write(`\nReplica and PgBouncer were SKIPPED: ${missing}\n`);
  }
}
