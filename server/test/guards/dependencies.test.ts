import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

const page = readFileSync("docs/dependencies.md", "utf8");
const [, server = "", development = ""] = page.split(/^## .*$/m);
const project = JSON.parse(readFileSync("package.json", "utf8")) as Record<"dependencies" | "devDependencies", Record<string, string>>;

function namedIn(text: string): string[] {
  return [...text.matchAll(/^\| `([^`]+)` *\| +[\w`].*\|$/gm)].map((match) => match[1] ?? "");
}

test.each([
  ["dependencies", server],
  ["devDependencies", development],
] as const)("docs/dependencies.md gives a reason for each of the %s, and for no other package", (kind, table) => {
  expect(namedIn(table)).toEqual(Object.keys(project[kind]));
});
