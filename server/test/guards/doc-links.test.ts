import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";

const folders = ["docs", "examples"];
const pages = [
  ...readdirSync("."),
  ...folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file))),
].filter((file) => file.endsWith(".md"));

/** Targets of links that stay in the repository, as paths from its root. */
function linkedFiles(page: string): string[] {
  const targets = [...readFileSync(page, "utf8").matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
  return targets.filter((target) => !/^[a-z]+:|^#/.test(target)).map((target) => join(dirname(page), target.replace(/#.*/, "")));
}

test("there are pages with links to look at", () => {
  expect(pages.flatMap(linkedFiles).length).toBeGreaterThan(20);
});

test.each(pages)("the links of %s lead somewhere", (page) => {
  expect(linkedFiles(page).filter((file) => !existsSync(file))).toEqual([]);
});
