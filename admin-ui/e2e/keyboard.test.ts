import { expect, test } from "@jest/globals";
import type { Page } from "playwright-core";

import { ChangeListPage } from "./pages/change-list-page.js";
import { ConsolePage } from "./pages/console-page.js";
import { LogInPage } from "./pages/log-in-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectAddress, expectFocused, expectShown, expectSoon } from "./support/expect-soon.js";

describeConsole("with the keyboard alone", () => {
  const stage = prepareStage();

  test("staff logs in, skips to the content, searches and opens a user", async () => {
    const { username, password } = await stage().admin();
    const page = await stage().open();
    await page.goto("/admin/auth/user/");
    await expectFocused(new LogInPage(page).username);
    await page.keyboard.type(username);
    await page.keyboard.press("Tab");
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    const list = new ChangeListPage(page);
    await expectShown(list.title("Select user to change"));

    await page.keyboard.press("Tab");
    await expectFocused(list.skipLink);
    await expectSoon(async () => isInView(page), true);
    await page.keyboard.press("Enter");
    await expectFocused(list.main);

    await tabTo(page, "textbox");
    await page.keyboard.type(username);
    await page.keyboard.press("Enter");
    await expectAddress(page, `/auth/user/?q=${username}`);
    await expectSoon(async () => list.names(), [username]);
    await expectFocused(list.search);
    await tabTo(page, `link ${username}`);
    await page.keyboard.press("Enter");
    await expectSoon(() => new URL(page.url()).pathname, expect.stringMatching(/^\/admin\/auth\/user\/[^/]+\/change\/$/));
  });

  test("goes through a list in the order of Django: header, breadcrumbs, sidebar, list, filters", async () => {
    const page = await stage().visit("/auth/user/?q=admin");
    await expectShown(new ConsolePage(page).title(/Select user/));
    const places = await tabThrough(page);
    const firsts = ["skip", "banner", "Breadcrumbs", "strip", "Sidebar", "main", "Filter"].map((place) => places.indexOf(place));
    expect(firsts).not.toContain(-1);
    expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
  });

  test("everything that has the focus shows it", async () => {
    const page = await stage().visit("/auth/user/?q=admin");
    await expectShown(new ConsolePage(page).title(/Select user/));
    const invisible: string[] = [];
    for (let steps = 0; steps < 60; steps++) {
      await page.keyboard.press("Tab");
      const focused = await describeFocus(page);
      if (focused === null) break;
      if (!focused.isVisible) invisible.push(focused.name);
    }
    expect(invisible).toEqual([]);
  });
});

/** Presses Tab until something is reached, such as `link admin`. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  const seen: string[] = [];
  while (seen.length < 100) {
    await page.keyboard.press("Tab");
    const focused = await describeFocus(page);
    seen.push(focused?.name ?? "nothing");
    if (focused?.name.startsWith(wanted)) return;
  }
  throw new Error(`${wanted} is not among ${seen.join(", ")}`);
}

/** What is reached by pressing Tab again and again, told by the part of the page that it stands in. */
async function tabThrough(page: Page): Promise<string[]> {
  const places: string[] = [];
  for (let steps = 0; steps < 100; steps++) {
    await page.keyboard.press("Tab");
    const focused = await describeFocus(page);
    if (focused === null) break;
    places.push(focused.place);
  }
  return places;
}

/** What has the focus; null when the end of the page is reached. */
async function describeFocus(page: Page): Promise<{ name: string; place: string; isVisible: boolean } | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const around = element.closest("nav, header, main");
    const heading = document.getElementById(around?.getAttribute("aria-labelledby") ?? "");
    const tag = around?.tagName.toLowerCase();
    const named = around?.getAttribute("aria-label") ?? heading?.textContent;
    const own = element.classList.contains("skip-link") ? "skip" : "strip";
    const place = tag === "header" ? "banner" : tag === "nav" ? (named ?? "nav") : (tag ?? own);
    const role = element instanceof HTMLInputElement ? "textbox" : element.tagName === "A" ? "link" : element.tagName.toLowerCase();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    // The parts of a date input are the browser's own, and so are their outlines.
    const hasOutline =
      (outlineStyle !== "none" && outlineWidth !== "0px") || (element instanceof HTMLInputElement && element.type === "date");
    const isVisible = hasOutline && box.width > 0 && box.top >= -1 && box.left >= -1;
    return { name: `${role} ${element.innerText || (element.getAttribute("aria-label") ?? "")}`, place, isVisible };
  });
}

async function isInView(page: Page): Promise<boolean> {
  return page.evaluate(() => (document.activeElement?.getBoundingClientRect().top ?? -1) >= 0);
}
