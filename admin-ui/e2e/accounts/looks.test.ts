import { expect, test } from "@jest/globals";

import { AccountPage } from "../pages/account-page.js";
import { describeConsole, prepareStage } from "../support/describe-console.js";
import { expectNoSeriousAxe, expectNoSidewaysScroll } from "../support/expect-accessible.js";
import { expectFocused, expectShown, expectSoon } from "../support/expect-soon.js";

/** Addresses with what their pages are called; the second of two for whoever is logged in. */
const pages: readonly (readonly [address: string, title: string, isOwn?: boolean])[] = [
  ["/", "Home"],
  ["/", "Home", true],
  ["/accounts/login/", "Log in"],
  ["/accounts/login/", "Log in", true],
  ["/accounts/logout/", "Logged out"],
  ["/accounts/logout/", "Log out", true],
  ["/accounts/signup/", "Sign up"],
  ["/accounts/password_change/", "Change your password", true],
  ["/accounts/password_change/done/", "Password changed", true],
  ["/accounts/password_reset/", "Reset your password"],
  ["/accounts/password_reset/done/", "Look into your mail"],
  ["/accounts/reset/nonsense/", "Set a new password"],
  ["/accounts/reset/set-password/", "Set a new password"],
  ["/accounts/reset/done/", "Password set"],
  ["/accounts/invitation/nonsense/", "Welcome"],
  ["/accounts/invitation/done/", "Your account is ready"],
  ["/accounts/profile/", "Your profile", true],
  ["/accounts/nowhere/", "Page not found"],
];

describeConsole("how account pages look", () => {
  const stage = prepareStage();

  test.each(pages)("axe finds nothing serious at %s, and it fits on a phone: %s", async (address, title, isOwn = false) => {
    const page = await stage().open({ viewport: { width: 390, height: 844 }, ...(isOwn && { as: await stage().admin() }) });
    const shown = new AccountPage(page);
    await page.goto(address);
    await expectShown(shown.title(title));
    await page.waitForLoadState("networkidle");
    await expectSoon(async () => page.title(), `${title} | Gatehouse`);
    await expectNoSeriousAxe(page);
    await expectNoSidewaysScroll(page);
  });

  test("axe finds nothing serious in a form full of faults", async () => {
    const page = await stage().open();
    const shown = new AccountPage(page);
    await page.goto("/accounts/signup/");
    await shown.button("Sign up").click();
    await expectFocused(shown.field("Username"));
    await expectSoon(async () => shown.main.getByText("This field is required.").count(), 3);
    await expectNoSeriousAxe(page);
  });

  test("obeys the theme of the system", async () => {
    const colours: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await stage().open({ colorScheme });
      await page.goto("/accounts/login/");
      await expectShown(new AccountPage(page).title("Log in"));
      colours.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    }
    expect(colours).toEqual(["rgb(238, 242, 244)", "rgb(11, 12, 14)"]);
  });

  test("a page that somebody comes to from another has the focus on its title, or on its first field", async () => {
    const page = await stage().open();
    const shown = new AccountPage(page);
    await page.goto("/");
    await shown.link("Log in").click();
    await expectFocused(shown.field("Username or email address"));
    await shown.siteName.click();
    await expectFocused(shown.title("Home"));
  });

  test("a server that cannot be reached is told, with a way to try again", async () => {
    stage().complaints.expect(/ERR_FAILED|Failed to load/);
    const page = await stage().open();
    await page.route("**/graphql", async (route) => route.abort());
    await page.goto("/");
    const shown = new AccountPage(page);
    await expectShown(shown.note.getByText("The server cannot be reached."));
    await page.unroute("**/graphql");
    await shown.button("Try again").click();
    await expectShown(shown.main.getByText("You are not logged in."));
  });
});
