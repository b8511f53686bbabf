import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { expect } from "@jest/globals";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Expects axe to find nothing serious on a page, in the light theme and in the dark one. Leaves the page in the light one. */
export async function expectNoSeriousAxe(page: Page): Promise<void> {
  const found: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await seriousFindings(page)).map((finding) => `${colorScheme}: ${finding}`));
  }
  expect(found).toEqual([]);
}

/** Evaluated by the debugger's protocol, which a strict Content-Security-Policy does not concern. */
async function seriousFindings(page: Page): Promise<string[]> {
  // Half-way through a transition of colours, contrasts are not what they will be.
  // What is cancelled, because its element has gone, is over as well.
  await page.evaluate(async () => Promise.allSettled(document.getAnimations().map(async (animation) => animation.finished)));
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id} (${help}) at ${target.join(" ")}`));
}

/** Expects nothing to stick out of a page sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}
