/** @jest-config-loader esbuild-register */
import type { Config } from "jest";

/** The same decorator and class-field settings as tsconfig.json, because swc does not read that file. */
const swc: [string, Record<string, unknown>] = [
  "@swc/jest",
  {
    swcrc: false,
    module: { type: "es6" },
    sourceMaps: "inline",
    jsc: {
      target: "es2022",
      keepClassNames: true,
      parser: { syntax: "typescript", decorators: true },
      transform: { legacyDecorator: true, useDefineForClassFields: false },
    },
  },
];

// Plain modules that use the built server: Jest loads these two files by itself, without the mapping of './x.js' below.
const support = "<rootDir>/server/test/support";

export default {
  // Two, so that the embedded database and the hashing threads find a core as well.
  maxWorkers: 2,
  // Tells of a test that hangs. A machine with other work to do is no fault: what must be quick is counted, not timed.
  testTimeout: 240_000,
  reporters: [
    "default",
    "<rootDir>/admin-ui/e2e/support/skipped-suite-reporter.mjs",
    "<rootDir>/server/test/scale-out/skipped-suite-reporter.mjs",
  ],
  projects: [
    {
      displayName: "server",
      testEnvironment: "node",
      testMatch: ["<rootDir>/server/**/*.test.ts", "<rootDir>/examples/**/*.test.ts", "<rootDir>/admin-ui/**/*.test.ts"],
      extensionsToTreatAsEsm: [".ts"],
      transform: { "^.+\\.tsx?$": swc },
      // Sources import './x.js', as Node wants it; Jest runs './x.ts'.
      moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
      modulePathIgnorePatterns: ["<rootDir>/dist/"],
      globalSetup: `${support}/global-setup.mjs`,
      globalTeardown: `${support}/global-teardown.mjs`,
    },
  ],
} satisfies Config;
