import { expect, test } from "@jest/globals";
import type { Page } from "playwright-core";

import { userId } from "../../server/test/support/staff.js";
import { ConsolePage } from "./pages/console-page.js";
import { LogInPage } from "./pages/log-in-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe, expectNoSidewaysScroll } from "./support/expect-accessible.js";
import { expectShown, expectSoon } from "./support/expect-soon.js";

const widths = { phone: { width: 390, height: 844 }, tablet: { width: 820, height: 1180 } } as const;
const addresses = [
  "/",
  "/auth/",
  "/auth/user/",
  "/auth/user/?q=admin&_facets=True",
  "/auth/user/add/",
  "/auth/group/",
  "/auth/group/add/",
  "/password_change/",
  "/nowhere/at/all/",
];

async function backgroundOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

const [light, dark] = ["rgb(255, 255, 255)", "rgb(18, 18, 18)"];

describeConsole("how pages look", () => {
  const stage = prepareStage();

  test.each(Object.entries(widths))("fits on a %s", async (_, viewport) => {
    const page = await stage().open({ as: await stage().admin(), viewport });
    for (const address of addresses) {
      await page.goto(`/admin${address}`);
      await expectShown(new ConsolePage(page).title(/./));
      await expectNoSidewaysScroll(page);
    }
    await expectNoSeriousAxe(page);
    const door = await stage().open({ viewport });
    await door.goto("/admin/login/");
    await expectShown(new LogInPage(door).submit);
    await expectNoSidewaysScroll(door);
  });

  test.each(Object.entries(widths))("a name of 150 letters without a blank stays inside the page of a %s", async (device, viewport) => {
    const username = device.padEnd(150, "W");
    const id = userId(await stage().person({ username }));
    const page = await stage().open({ as: await stage().admin(), viewport });
    for (const place of [`?q=${device}W`, `${id}/change/`, `${id}/password/`, `${id}/delete/`, `${id}/history/`, `${id}/sessions/`]) {
      await page.goto(`/admin/auth/user/${place}`);
      await expectShown(page.getByText(username).first());
      await expectNoSidewaysScroll(page);
    }
  });

  test("a phone has no sidebar, and the filters below the list", async () => {
    const page = await stage().visit("/auth/user/", { viewport: widths.phone });
    const console = new ConsolePage(page);
    await expectShown(console.title(/Select user/));
    expect(await console.sidebar.isVisible()).toBe(false);
    const [table, filters] = await Promise.all([
      page.getByRole("table").last().boundingBox(),
      page.getByRole("navigation", { name: "Filter" }).boundingBox(),
    ]);
    expect(filters?.y).toBeGreaterThan((table?.y ?? 0) + (table?.height ?? 0) - 1);
  });

  test.each([
    ["light", ["auto", "dark", "light", "auto"], [light, dark, light, light]],
    ["dark", ["auto", "light", "dark", "auto"], [dark, light, dark, dark]],
  ] as const)(
    "the theme button of somebody with a %s system goes through all themes, and is obeyed by the next visit",
    async (colorScheme, names, colours) => {
      const page = await stage().visit("/", { colorScheme });
      const { themeButton } = new ConsolePage(page);
      for (const [index, name] of names.entries()) {
        await expectSoon(async () => themeButton.innerText(), `Toggle theme (current theme: ${name})`);
        await expectSoon(async () => backgroundOf(page), colours[index]);
        await page.reload();
        await expectSoon(async () => backgroundOf(page), colours[index]);
        if (index < names.length - 1) await themeButton.click();
      }
    },
  );

  test.each([...addresses, "/logout/"])("axe finds nothing serious at %s", async (address) => {
    const page = await stage().visit(address);
    await expectShown(new ConsolePage(page).title(/./));
    await expectNoSeriousAxe(page);
  });
});
