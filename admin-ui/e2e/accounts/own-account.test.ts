import { expect, test } from "@jest/globals";

import { invitationFor, resetTokenFor } from "../../../server/test/support/mailbox.js";
import { mutate } from "../../../server/test/support/operations.js";
import { clientOf } from "../../../server/test/support/people.js";
import { administer, userId } from "../../../server/test/support/staff.js";
import { AccountPage } from "../pages/account-page.js";
import { describeConsole, prepareStage } from "../support/describe-console.js";
import { expectDescribed } from "../support/expect-described.js";
import { expectAddress, expectFocused, expectGone, expectShown, expectSoon } from "../support/expect-soon.js";

const fresh = "another-Tulip-47";

describeConsole("the own account", () => {
  const stage = prepareStage();

  test("is not left by looking at the log-out page, but by its button, in all tabs", async () => {
    const page = await stage().open({ as: await stage().person() });
    const other = await page.context().newPage();
    await other.goto("/accounts/profile/");
    await expectShown(new AccountPage(other).title("Your profile"));
    await page.goto("/accounts/logout/");
    await expectShown(new AccountPage(page).button("Log out"));
    await page.goto("/");
    await expectShown(new AccountPage(page).main.getByText("Welcome,"));
    await page.goto("/accounts/logout/");
    await new AccountPage(page).button("Log out").click();
    await expectShown(new AccountPage(page).title("Logged out"));
    await expectFocused(new AccountPage(page).title("Logged out"));
    await expectAddress(other, "/accounts/login/?next=%2Faccounts%2Fprofile%2F");
    await expectShown(new AccountPage(other).title("Log in"));
  });

  test("has names that can be changed, and nothing typed is lost when the server cannot be reached", async () => {
    stage().complaints.expect(/ERR_INTERNET_DISCONNECTED/);
    const page = await stage().open({ as: await stage().person({ firstName: "Ada" }) });
    const shown = new AccountPage(page);
    await page.goto("/accounts/profile/");
    await expectSoon(async () => shown.field("First name").inputValue(), "Ada");
    await page.context().setOffline(true);
    await shown.send({ "First name": "Augusta" }, "Save");
    await expectShown(shown.note.getByText("The server cannot be reached."));
    await page.context().setOffline(false);
    await shown.button("Save").click();
    await expectShown(shown.main.getByText("Saved."));
    await shown.siteName.click();
    await expectShown(shown.main.getByText("Welcome, Augusta."));
  });

  test("has sessions that can be ended one by one, and all but this one at once", async () => {
    const person = await stage().person();
    const [first, second, third] = [
      await clientOf(stage().server, person),
      await clientOf(stage().server, person),
      await clientOf(stage().server, person),
    ];
    const page = await stage().open({ as: person });
    const shown = new AccountPage(page);
    const sessions = shown.main.locator(".gatehouse-sessions").getByRole("listitem");
    await page.goto("/accounts/profile/");
    await expectSoon(async () => sessions.count(), 4);
    expect(await sessions.filter({ hasText: "this device" }).getByRole("button").count()).toBe(0);
    await sessions.getByRole("button").first().click();
    await expectSoon(async () => sessions.count(), 3);
    const alive = async (): Promise<number> =>
      (
        await Promise.all([first, second, third].map(async (client) => client.ask<{ viewer: unknown }>("{ viewer { user { id } } }")))
      ).filter(({ viewer }) => viewer !== null).length;
    expect(await alive()).toBe(2);
    await shown.button("End all others").click();
    await expectSoon(async () => sessions.count(), 1);
    expect(await alive()).toBe(0);
    await page.reload();
    await expectShown(shown.title("Your profile"));
  });

  test("keeps its password when the old one is wrong, the new ones differ or rules are broken; why stands at its field", async () => {
    const person = await stage().person();
    const page = await stage().open({ as: person });
    const shown = new AccountPage(page);
    await page.goto("/accounts/password_change/");
    const [old, chosen, again] = [shown.field("Old password"), shown.field("New password"), shown.field("New password again")];
    await expectFocused(old);
    expect(await page.locator("input[autocomplete=username]").inputValue()).toBe(person.username);
    const rule = shown.main.getByText("At least 8 characters");
    await chosen.fill("Tulip-1");
    expect(await rule.getAttribute("data-kept")).toBe("false");
    await chosen.fill("Tulip-12");
    await expectSoon(async () => rule.getAttribute("data-kept"), "true");

    await shown.button("Change my password").click();
    await expectDescribed(old, "This field is required.");
    await expectFocused(old);
    await shown.send({ "Old password": "wrong", "New password": fresh, "New password again": "x" }, "Change my password");
    await expectDescribed(again, "The two passwords are not the same.");
    await expectFocused(again);
    await shown.send({ "New password again": fresh }, "Change my password");
    await expectDescribed(old, "This is not your old password.");
    expect(await chosen.inputValue()).toBe(fresh);
    await shown.send({ "Old password": person.password, "New password": "12345", "New password again": "12345" }, "Change my password");
    await expectDescribed(chosen, "nothing but digits");
    await expectFocused(chosen);
    await clientOf(stage().server, person);
  });

  test("gets a new password by a link that leaves the address bar at once and lives in this page only", async () => {
    const person = await stage().person();
    await mutate(stage().server.client(), "requestPasswordReset", { email: person.email });
    const token = await resetTokenFor(stage().server, person.email);
    const page = await stage().open();
    const shown = new AccountPage(page);
    await page.goto(`/accounts/reset/${token}/`);
    await expectAddress(page, "/accounts/reset/set-password/");
    await expectShown(shown.field("New password"));
    await page.reload();
    await expectShown(shown.main.getByText("Please open the link in your mail once more."));
    await page.goto(`/accounts/reset/${token}/`);
    await page.getByRole("link", { name: "Skip to main content" }).press("Enter");
    await expectFocused(shown.main);
    await shown.send({ "New password": "12345", "New password again": "12345" }, "Set my password");
    await expectDescribed(shown.field("New password"), "nothing but digits");
    await shown.send({ "New password": fresh, "New password again": fresh }, "Set my password");
    await expectAddress(page, "/accounts/reset/done/");
    await page.goBack();
    expect(page.url()).not.toContain(token);
    await clientOf(stage().server, { ...person, password: fresh });
  });

  test("of somebody invited gets its first password", async () => {
    const person = await stage().person();
    await stage().server.database.execute("UPDATE users SET password = '!' WHERE id = $1", [person.id]);
    await administer(await clientOf(stage().server, await stage().admin()), "sendInvitation", { id: userId(person) });
    const token = await invitationFor(stage().server, person.email);
    const page = await stage().open();
    const shown = new AccountPage(page);
    await page.goto(`/accounts/invitation/${token}/`);
    await expectShown(shown.title("Welcome"));
    await expectAddress(page, "/accounts/invitation/set-password/");
    await shown.send({ "New password": fresh, "New password again": fresh }, "Set my password");
    await expectShown(shown.title("Your account is ready"));
    await shown.link("Log in").click();
    await shown.logIn({ ...person, password: fresh });
    await expectShown(shown.title("Your profile"));
    await page.goto(`/accounts/invitation/${token}/`);
    await expectShown(shown.note.getByText("This link is not valid"));
    await expectGone(shown.field("New password"));
  });
});
