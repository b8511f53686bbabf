import { expect } from "@jest/globals";
import type { Locator, Page } from "playwright-core";

import { until } from "../../../server/test/faults/until.js";

const mostMilliseconds = 10_000;

/** Expects something to become equal to a value, within ten seconds. */
export async function expectSoon(read: () => unknown, expected: unknown): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    try {
      expect(await read()).toEqual(expected);
      return true;
    } catch {
      return false;
    }
  };
  await until("the expected value", isThere, mostMilliseconds).catch(() => undefined);
  expect(await read()).toEqual(expected);
}

/** Expects things to be seen, now or soon. */
export async function expectShown(...things: readonly Locator[]): Promise<void> {
  await Promise.all(things.map(async (thing) => thing.waitFor({ state: "visible" })));
}

/** Expects a thing to be gone, now or soon. */
export async function expectGone(thing: Locator): Promise<void> {
  await thing.waitFor({ state: "hidden" });
}

/** Expects a page to be, now or soon, at an address below `/admin`, with its query. */
export async function expectAddress(page: Page, address: string): Promise<void> {
  await expectSoon(() => addressOf(page), address);
}

/** Expects something to have the focus, now or soon. */
export async function expectFocused(thing: Locator): Promise<void> {
  await expectSoon(async () => thing.evaluate((element) => element === document.activeElement), true);
}

function addressOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname.replace(/^\/admin/, "") + search;
}
