/** The test runner: `describe` and `test` of Jest, Vitest, or `node:test`. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (name: string, body: () => void | Promise<void>) => unknown;
}
