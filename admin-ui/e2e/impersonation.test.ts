import { expect, test } from "@jest/globals";
import type { Page } from "playwright-core";

import { clientOf, type Person } from "../../server/test/support/people.js";
import { userId } from "../../server/test/support/staff.js";
import { ConsolePage } from "./pages/console-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectAddress, expectFocused, expectGone, expectShown } from "./support/expect-soon.js";

describeConsole("acting as somebody else", () => {
  const stage = prepareStage();

  /** A window in which a superuser acts as somebody. */
  async function openAs(superuser: Person, other: Person): Promise<Page> {
    const client = await clientOf(stage().server, superuser);
    await client.ask("mutation ($input: ImpersonateUserInput!) { impersonateUser(input: $input) { userErrors { code } } }", {
      input: { id: userId(other), reason: "a test" },
    });
    const page = await stage().open();
    await stage().giveSession(page.context(), client);
    return page;
  }

  test("begins on the page of a user, for a reason", async () => {
    const superuser = await stage().person({ isStaff: true, isSuperuser: true });
    const other = await stage().staff("auth.view_user");
    const page = await stage().visit(`/auth/user/${userId(other)}/change/`, { as: superuser });
    const console = new ConsolePage(page);
    await console.main.getByRole("button", { name: "Log in as this user" }).click();
    const dialog = page.getByRole("dialog", { name: `Log in as ${other.username}?` });
    await expectFocused(dialog.getByLabel("Reason, kept in the log:"));
    await expectNoSeriousAxe(page);
    await dialog.getByLabel("Reason, kept in the log:").fill("They asked for help");
    await dialog.getByRole("button", { name: "Log in as this user" }).click();
    await expectShown(console.impersonation.getByText(`You are ${superuser.username} and act as ${other.username}.`));
    await expectAddress(page, "/");
    await page.goto(`/admin/auth/user/${userId(superuser)}/change/`);
    await expectShown(console.title("View user"));
    await expectGone(console.main.getByRole("button", { name: "Log in as this user" }));
  });

  test.each([
    ["superusers", { isStaff: true, isSuperuser: true }],
    ["inactive users", { isActive: false }],
  ])("is not offered for %s", async (_, wish) => {
    const page = await stage().visit(`/auth/user/${userId(await stage().person(wish))}/change/`);
    const console = new ConsolePage(page);
    await expectShown(console.title("Change user"), console.main.getByRole("link", { name: "History" }));
    await expectGone(console.main.getByRole("button", { name: "Log in as this user" }));
  });

  test("shows on every page who acts as whom, with one click back", async () => {
    const superuser = await stage().person({ isStaff: true, isSuperuser: true });
    const other = await stage().staff("auth.view_user");
    const page = await openAs(superuser, other);
    const console = new ConsolePage(page);
    for (const address of ["/", "/auth/user/", "/password_change/", "/nowhere/"]) {
      await page.goto(`/admin${address}`);
      await expectShown(console.impersonation.getByText(`You are ${superuser.username} and act as ${other.username}.`));
    }
    await expectNoSeriousAxe(page);
    await console.impersonation.getByRole("button", { name: `Be ${superuser.username} again` }).click();
    await expectAddress(page, "/");
    await expectShown(console.title("Site administration"), console.header.getByText(superuser.username));
    await expectGone(console.impersonation);
  });

  test("who may not see the console leads to a page that says so, with the way back", async () => {
    const superuser = await stage().person({ isStaff: true, isSuperuser: true });
    const page = await openAs(superuser, await stage().person());
    const console = new ConsolePage(page);
    for (const address of ["/auth/user/", "/login/"]) {
      await page.goto(`/admin${address}`);
      await expectAddress(page, "/impersonation/");
    }
    await expectNoSeriousAxe(page);
    await console.impersonation.getByRole("button", { name: /again$/ }).click();
    await expectShown(console.title("Site administration"));
    await page.goto("/admin/impersonation/");
    await expectAddress(page, "/");
    expect(await console.header.innerText()).toContain(superuser.username.toUpperCase());
  });
});
