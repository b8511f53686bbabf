import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";

const built = "dist/server";

/** All that a built file has Node load at once: our own files and packages, not what is imported when it is needed. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(file, "utf8");
  for (const [, source = ""] of code.matchAll(/^(?:import|export) (?:.* from )?"(.+)";$/gm)) {
    if (source.startsWith(".")) loadedBy(join(dirname(file), source), seen);
    else seen.add(source);
  }
  for (const [, source = ""] of code.matchAll(/ = __require\("(.+)"\);$/gm)) seen.add(`required ${source}`);
  return seen;
}

function runNode(...args: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", env: { PATH: process.env["PATH"] } });
  expect(stderr).toBe("");
  return stdout;
}

test.each(["main.js", "index.js", "testing.js", "edges/cli/main.js"])("%s loads joined files instead of one for each module", (entry) => {
  const own = [...loadedBy(join(built, entry))].filter((file) => file.startsWith(`${built}/`));
  expect(own.length).toBeGreaterThan(1);
  expect(own.filter((file) => !file.startsWith(`${built}/joined/`))).toEqual([join(built, entry)]);
});

test("packages that are CommonJS are required, which is quicker than to import them", () => {
  const packages = [...loadedBy(join(built, "index.js"))].filter((name) => !name.startsWith(`${built}/`) && !isBuiltin(name));
  expect(packages).toContain("required typeorm");
  // An ES module and nothing else.
  expect(packages.filter((name) => !name.startsWith("required "))).toEqual(["uuid"]);
});

test("joined modules run in the order of the sources, which is that of the types in schema.graphql", () => {
  expect(runNode(`${built}/edges/cli/main.js`, "print-schema")).toBe(readFileSync("schema.graphql", "utf8"));
});

test("the process above the workers does not load the server", () => {
  expect(loadedBy(`${built}/index.js`)).toContain("required type-graphql");
  expect(loadedBy(`${built}/main.js`)).not.toContain("required type-graphql");
});

test("source maps lead from the joined files to the lines of the sources", () => {
  const fail = `import { createGatehouse } from "./${built}/index.js";
    await createGatehouse({ environment: { PORT: "abc" } }).catch((error) => console.log(error.stack));`;
  const stack = runNode("--enable-source-maps", "--input-type=module", "--eval", fail);
  const [, file = "", line] = /\((\/.+\/server\/foundation\/.+\.ts):(\d+):\d+\)/.exec(stack) ?? [];
  expect(readFileSync(file, "utf8").split("\n")[Number(line) - 1]).toContain("throw new SettingsError");
});
