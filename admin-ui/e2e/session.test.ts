import { expect, test } from "@jest/globals";

import { ChangeListPage } from "./pages/change-list-page.js";
import { ConsolePage } from "./pages/console-page.js";
import { LogInPage } from "./pages/log-in-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectAddress, expectGone, expectShown, expectSoon } from "./support/expect-soon.js";

describeConsole("a session", () => {
  const stage = prepareStage();

  test("ends with Log out, and no page is shown after it", async () => {
    const page = await stage().visit("/auth/user/", { as: await stage().staff("auth.view_user") });
    await new ConsolePage(page).logOut.click();
    await expectShown(new ConsolePage(page).title("Logged out"));
    await expectAddress(page, "/logout/");
    await expectSoon(async () => page.title(), "Logged out | Gatehouse site admin");
    await page.goBack();
    await expectShown(new LogInPage(page).submit);
    await page.goto("/admin/logout/");
    await page.getByRole("link", { name: "Log in again" }).click();
    await expectAddress(page, "/login/");
  });

  test("that is lost while somebody reads brings the log-in page, and from there back", async () => {
    const person = await stage().staff("auth.view_user");
    const page = await stage().visit("/auth/user/", { as: person });
    const list = new ChangeListPage(page);
    await expectShown(list.title("Select user to view"));
    await stage().server.database.execute("DELETE FROM sessions WHERE user_id = $1", [person.id]);
    await list.filterChoice("By staff status", "Yes").click();
    const door = new LogInPage(page);
    await expectShown(door.submit);
    await door.logIn(person);
    await expectAddress(page, "/auth/user/?is_staff__exact=1");
    await expectSoon(async () => list.names(), expect.arrayContaining([person.username]));
  });

  test("without a network shows what is wrong, and goes on where it was when asked to try again", async () => {
    stage().complaints.expect(/ERR_INTERNET_DISCONNECTED/);
    const person = await stage().staff("auth.view_user");
    const page = await stage().visit("/auth/user/", { as: person });
    const list = new ChangeListPage(page);
    await expectShown(list.title("Select user to view"));
    await page.context().setOffline(true);
    await list.filterChoice("By staff status", "Yes").click();
    await expectShown(list.main.getByText("The server cannot be reached."));
    await expectAddress(page, "/auth/user/?is_staff__exact=1");
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await expectSoon(async () => list.names(), expect.arrayContaining([person.username]));
  });

  test("that cannot be ended for want of a network says so in a message", async () => {
    stage().complaints.expect(/ERR_INTERNET_DISCONNECTED/);
    const page = await stage().visit("/");
    const console = new ConsolePage(page);
    await expectShown(console.title("Site administration"));
    await page.context().setOffline(true);
    await console.logOut.click();
    await expectShown(console.messages.filter({ hasText: "The server cannot be reached." }));
    await expectNoSeriousAxe(page);
  });

  test("shows changed rights when somebody comes back to the window after a while", async () => {
    const person = await stage().staff("auth.view_user");
    const page = await stage().open({ as: person });
    await page.clock.install();
    await page.goto("/admin/");
    const console = new ConsolePage(page);
    await expectShown(console.link("Users"));
    await stage().server.database.execute("DELETE FROM user_permissions WHERE user_id = $1", [person.id]);
    await page.clock.fastForward("10:00");
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    await expectGone(console.link("Users"));
  });

  test("shows changed rights after something was refused", async () => {
    const person = await stage().staff("auth.view_user");
    const page = await stage().visit("/", { as: person });
    const console = new ConsolePage(page);
    await expectShown(console.link("Users"));
    await stage().server.database.execute("DELETE FROM user_permissions WHERE user_id = $1", [person.id]);
    await console.link("Users").click();
    await expectShown(console.title("Permission denied"));
    await expectGone(console.sidebar.getByRole("link", { name: "Users" }));
  });
});
