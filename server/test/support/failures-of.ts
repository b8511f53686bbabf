import type { TestRunner } from "../../contract-suites/test-runner.js";

/** Runs a contract suite aside and gives the names of its tests that failed: a suite that finds nothing is worth nothing. */
export async function failuresOf(declare: (runner: TestRunner) => void): Promise<string[]> {
  const tests: { readonly name: string; readonly body: () => void | Promise<void> }[] = [];
  declare({ describe: (_, body) => body(), test: (name, body) => tests.push({ name, body }) });
  const failed: string[] = [];
  for (const { name, body } of tests) {
    try {
      await body();
    } catch {
      failed.push(name);
    }
  }
  return failed;
}
