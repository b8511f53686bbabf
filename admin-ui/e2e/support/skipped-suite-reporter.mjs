import { findBrowser, NO_BROWSER } from "./find-browser.mjs";

/** Says in one line at the end of a test run that the browser suite was skipped, and why. */
export default class SkippedSuiteReporter {
  onRunComplete(_contexts, { testResults }) {
    const unseen = testResults.filter(({ testFilePath, skipped }) => skipped && testFilePath.includes("/admin-ui/e2e/"));
    if (unseen.length > 0 && findBrowser() === undefined) process.stderr.write(`\nThe browser suite was SKIPPED: ${NO_BROWSER}\n`);
  }
}
