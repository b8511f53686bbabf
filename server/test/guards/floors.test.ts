import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { floorsPage } from "../../../scripts/floors-page.mjs";

const CONFIG = resolve(".dependency-cruiser.mjs");
const CRUISER = resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");

interface Breach {
  from: string;
  to: string;
  rule: { name: string };
}

interface Report {
  modules: unknown[];
  summary: { violations: Breach[]; totalDependenciesCruised: number };
}

function cruise(directory: string): Report {
  const result = spawnSync(process.execPath, [CRUISER, "--config", CONFIG, "--output-type", "json", "server"], {
    cwd: directory,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.stdout === "") throw new Error(result.stderr);
  return JSON.parse(result.stdout) as Report;
}

function breaches(report: Report): string[] {
  return report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
}

test("the server keeps to its floors", () => {
  const report = cruise(process.cwd());
  expect(breaches(report)).toEqual([]);
  // A cruiser that cannot read TypeScript finds no dependency and calls that success.
  expect(report.summary.totalDependenciesCruised).toBeGreaterThan(report.modules.length / 2);
});

test("docs/generated/floors.md shows the table that is enforced", () => {
  expect(readFileSync("docs/generated/floors.md", "utf8")).toBe(floorsPage());
});

describe("a planted breach is named", () => {
  const house = mkdtempSync(join(tmpdir(), "gatehouse-floors-"));
  const groups = "server/modules/groups/groups.ts";
  const planted: Record<string, string> = {
    "server/foundation/kernel/reader.ts": `import { readFileSync } from "node:fs"; export const read = readFileSync;`,
    "server/foundation/kernel/climber.ts": `import type { Group } from "../../modules/groups/groups.js"; export type Climber = Group;`,
    [groups]: `import type { Member } from "./members.js"; export interface Group { members: Member[] }`,
    "server/modules/groups/members.ts": `import type { Group } from "./groups.js"; export interface Member { groups: Group[] }`,
    "server/modules/groups/internal/secret.ts": `export const secret = 1;`,
    "server/modules/accounts/prying.ts": `import { secret } from "../groups/internal/secret.js"; export const seen = secret;`,
    "server/modules/passwords/neighbour.ts": `import type { Audit } from "../audit/audit.js"; export type Neighbour = Audit;`,
    "server/modules/audit/audit.ts": `export interface Audit { at: Date }`,
    "server/modules/homeless/homeless.ts": `import type { Audit } from "../audit/audit.js"; export type Homeless = Audit;`,
    "server/modules/groups/groups.test.ts": `import { secret } from "../accounts/prying.js"; export const tested = secret;`,
    "server/modules/groups/tested.ts": `import { tested } from "./groups.test.js"; export const again = tested;`,
  };
  let named: string[] = [];

  beforeAll(() => {
    for (const [file, source] of Object.entries(planted)) {
      mkdirSync(dirname(join(house, file)), { recursive: true });
      writeFileSync(join(house, file), source);
    }
    named = breaches(cruise(house));
  });
  afterAll(() => {
    rmSync(house, { recursive: true });
  });

  test.each([
    ["input and output in the kernel", "kernel-is-pure: server/foundation/kernel/reader.ts -> fs"],
    ["a type from a higher floor", `floor-of-foundation-kernel: server/foundation/kernel/climber.ts -> ${groups}`],
    ["a neighbour on the same floor", "floor-of-modules-passwords: server/modules/passwords/neighbour.ts -> server/modules/audit/audit.ts"],
    ["a foreign internal folder", "internal-is-private: server/modules/accounts/prying.ts -> server/modules/groups/internal/secret.ts"],
    ["a cycle of types", `no-cycles: ${groups} -> server/modules/groups/members.ts`],
    ["a module that is not in the table", "module-without-floor: server/modules/homeless/homeless.ts -> server/modules/audit/audit.ts"],
    ["a test inside the program", "tests-are-not-imported: server/modules/groups/tested.ts -> server/modules/groups/groups.test.ts"],
  ])("%s", (_breach, line) => {
    expect(named).toContain(line);
  });

  test("and nothing else is", () => {
    expect(named).toHaveLength(7);
  });
});
