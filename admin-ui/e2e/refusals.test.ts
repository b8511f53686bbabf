import { expect, test } from "@jest/globals";

import { ConsolePage } from "./pages/console-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectShown, expectSoon } from "./support/expect-soon.js";

describeConsole("what is not there, and what is not allowed", () => {
  const stage = prepareStage();

  test.each(["/nowhere/", "/auth/nothing/", "/auth/user/x/y/z/"])("an unknown address says so inside the frame: %s", async (address) => {
    const page = await stage().visit(address);
    const console = new ConsolePage(page);
    await expectShown(console.title("Page not found"), console.header, console.breadcrumbs, console.logOut);
    await expectSoon(async () => page.title(), "Page not found | Gatehouse site admin");
    await console.link("Home").click();
    await expectShown(console.title("Site administration"));
  });

  test("a list without the right says so inside the frame, and nothing leads there", async () => {
    const page = await stage().visit("/auth/user/", { as: await stage().staff() });
    const console = new ConsolePage(page);
    await expectShown(console.title("Permission denied"), console.header, console.breadcrumbs);
    await expectNoSeriousAxe(page);
    await page.goto("/admin/");
    await expectShown(console.main.getByText("There is nothing here that you may view or change."));
    expect(await console.main.getByRole("link").count()).toBe(0);
  });

  test.each(["/auth/user/no-such-user/change/", "/auth/group/no-such-group/change/"])("what is not there says so: %s", async (address) => {
    const page = await stage().visit(address);
    const console = new ConsolePage(page);
    await expectShown(console.main.getByText(/The (user|group) with ID “no-such-(user|group)” does not exist. Perhaps it was deleted?/));
  });
});
