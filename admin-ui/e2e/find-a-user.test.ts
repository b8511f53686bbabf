import { readFile } from "node:fs/promises";

import { expect, test } from "@jest/globals";

import { ChangeListPage } from "./pages/change-list-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectAddress, expectShown, expectSoon } from "./support/expect-soon.js";

describeConsole("finding a user", () => {
  const stage = prepareStage();

  test("by words, a filter and an order, all in Django's addresses", async () => {
    for (const [username, isStaff] of [
      ["tulip.anna", true],
      ["tulip.bert", false],
      ["tulip.cora", true],
    ] as const) {
      await stage().person({ username, isStaff, lastName: "Gardener" });
    }
    const page = await stage().visit("/auth/user/");
    const list = new ChangeListPage(page);
    await list.search.fill("tulip GARDENER");
    await list.search.press("Enter");
    await expectAddress(page, "/auth/user/?q=tulip+GARDENER");
    await expectSoon(async () => list.names(), ["tulip.anna", "tulip.bert", "tulip.cora"]);
    await expectShown(list.searchCount.filter({ hasText: "3 results" }));

    await list.filterChoice("By staff status", "Yes").click();
    await expectAddress(page, "/auth/user/?q=tulip+GARDENER&is_staff__exact=1");
    await expectSoon(async () => list.names(), ["tulip.anna", "tulip.cora"]);

    await list.heading("Username").click();
    await expectAddress(page, "/auth/user/?q=tulip+GARDENER&is_staff__exact=1&o=-1");
    await expectSoon(async () => list.names(), ["tulip.cora", "tulip.anna"]);
    await expectSoon(async () => list.columnHead("Username").getAttribute("aria-sort"), "descending");

    await list.heading("Email address").click();
    await expectAddress(page, "/auth/user/?q=tulip+GARDENER&is_staff__exact=1&o=2.-1");
    await expectNoSeriousAxe(page);

    await page.goBack();
    await page.goBack();
    await expectAddress(page, "/auth/user/?q=tulip+GARDENER&is_staff__exact=1");
    await expectSoon(async () => list.names(), ["tulip.anna", "tulip.cora"]);
  });

  test("goes on in a file: the list as it is filtered and sorted", async () => {
    for (const [username, lastName] of [
      ["rose.anna", "=cmd()"],
      ["rose.bert", "Thorn"],
      ["rose.cora", "Hedge"],
    ] as const) {
      await stage().person({ username, lastName, isStaff: username !== "rose.bert" });
    }
    const page = await stage().visit("/auth/user/?q=rose&is_staff__exact=1&o=-1");
    const list = new ChangeListPage(page);
    await expectSoon(async () => list.names(), ["rose.cora", "rose.anna"]);
    const download = page.waitForEvent("download");
    await list.main.getByRole("button", { name: "Export CSV" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    const [heading, ...lines] = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
    expect(heading).toContain("username");
    expect(lines.map((line) => /rose\.\w+/.exec(line)?.[0])).toEqual(["rose.cora", "rose.anna"]);
    expect(lines[1]).toContain("'=cmd()");
  });

  test("without any hit says so", async () => {
    const page = await stage().visit("/auth/user/?q=nobody-is-called-so");
    await expectShown(new ChangeListPage(page).searchCount.filter({ hasText: "0 results" }));
    await expectNoSeriousAxe(page);
  });

  test.each(["?p=0", "?p=999", "?nonsense=1", "?is_staff__exact=2", "?groups__id__exact=a,b"])(
    "is sent to the bare list by an address that makes no sense: %s",
    async (query) => {
      await expectAddress(await stage().visit(`/auth/user/${query}`), "/auth/user/?e=1");
    },
  );

  test("takes addresses without their last slash", async () => {
    await expectAddress(await stage().visit("/auth/user?q=admin"), "/auth/user/?q=admin");
    await expectAddress(await stage().visit(""), "/");
  });
});
