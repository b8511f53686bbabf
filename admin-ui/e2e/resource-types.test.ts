import { test } from "@jest/globals";

import { ChangeListPage } from "./pages/change-list-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectAddress, expectShown, expectSoon } from "./support/expect-soon.js";

describeConsole("resource types, a model that two files describe", () => {
  const stage = prepareStage();

  test("are added, listed, changed and deleted", async () => {
    const page = await stage().visit("/contenttypes/contenttype/add/");
    await page.getByLabel("App:").fill("shop");
    await page.getByLabel("Model:").fill("order");
    await page.getByLabel("Label:").fill("order");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expectAddress(page, "/contenttypes/contenttype/");

    const list = new ChangeListPage(page);
    await list.search.fill("shop");
    await list.search.press("Enter");
    await expectSoon(async () => list.names(), ["shop.order"]);
    await page.getByRole("link", { name: "shop.order" }).first().click();
    await page.getByLabel("Label:").fill("purchase");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expectShown(list.rows.filter({ hasText: "purchase" }));

    await list.rows.getByRole("link", { name: "shop.order" }).click();
    await page.getByRole("link", { name: "Delete" }).click();
    await expectShown(page.getByRole("heading", { name: "Delete" }));
    await expectNoSeriousAxe(page);
    await page.getByRole("button", { name: "Yes, I’m sure" }).click();
    await expectAddress(page, "/contenttypes/contenttype/?q=shop");
    await expectShown(list.searchCount.filter({ hasText: "0 results" }));
  });

  test("that code registers are locked, and say why", async () => {
    const page = await stage().visit("/contenttypes/contenttype/?q=auth+group");
    await page.getByRole("rowheader", { name: "auth.group" }).getByRole("link").click();
    await expectShown(page.getByText("only code can change or delete it"));
    await expectSoon(async () => page.getByLabel("Label:").isDisabled(), true);
    await expectNoSeriousAxe(page);
  });
});
