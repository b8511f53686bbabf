import { expect, test } from "@jest/globals";

import { ConsolePage } from "./pages/console-page.js";
import { LogInPage } from "./pages/log-in-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectAddress, expectFocused, expectShown, expectSoon } from "./support/expect-soon.js";

const refusal = "Please enter the correct username and password for a staff account.";

describeConsole("signing in", () => {
  const stage = prepareStage();

  test("leads staff to where they wanted to go, with its filters", async () => {
    const page = await stage().open();
    const door = new LogInPage(page);
    await page.goto("/admin/auth/user/?is_staff__exact=1&o=-2.1");
    await expectAddress(page, "/login/?next=%2Fadmin%2Fauth%2Fuser%2F%3Fis_staff__exact%3D1%26o%3D-2.1");
    await expectFocused(door.username);
    await expectNoSeriousAxe(page);
    await door.logIn(await stage().staff("auth.view_user"));
    await expectAddress(page, "/auth/user/?is_staff__exact=1&o=-2.1");
    await expectShown(new ConsolePage(page).title("Select user to view"));
  });

  test.each([
    "https://evil.example/",
    "//evil.example/admin/",
    "/graphql",
    "javascript:alert(1)",
    "/admin/../graphiql/",
    "\\\\evil.example",
  ])("never leads to another place: %s", async (next) => {
    const page = await stage().open();
    await page.goto(`/admin/login/?next=${encodeURIComponent(next)}`);
    await new LogInPage(page).logIn(await stage().admin());
    await expectShown(new ConsolePage(page).title("Site administration"));
    await expectAddress(page, "/");
    expect(new URL(page.url()).origin).toBe(stage().server.url);
  });

  test("refuses wrong passwords, unknown names, inactive people and others than staff in the same words, and forgets the password", async () => {
    const staff = await stage().staff();
    const plain = await stage().person();
    const inactive = await stage().person({ isStaff: true, isActive: false });
    const page = await stage().open();
    const door = new LogInPage(page);
    await page.goto("/admin/login/");
    const attempts = [{ ...staff, password: "wrong" }, { username: "nobody", password: "wrong" }, plain, inactive];
    const told: string[] = [];
    for (const attempt of attempts) {
      await door.logIn(attempt);
      await expectSoon(async () => door.password.inputValue(), "");
      await expectShown(door.error.getByText(refusal));
      told.push(await door.error.innerText());
      await expectSoon(async () => door.username.inputValue(), attempt.username);
    }
    expect(new Set(told).size).toBe(1);
    expect(await page.title()).toMatch(/^Error: Log in \|/);
    await expectFocused(door.password);
    await expectNoSeriousAxe(page);
  });

  test("tells somebody who is no staff who is logged in, and takes another account", async () => {
    const plain = await stage().person();
    const page = await stage().open({ as: plain });
    const door = new LogInPage(page);
    await page.goto("/admin/");
    await expectShown(door.error.getByText(`You are logged in as ${plain.username}`));
    await door.logIn(await stage().admin());
    await expectShown(new ConsolePage(page).title("Site administration"));
  });

  test("is over at once for staff that is logged in already", async () => {
    const page = await stage().visit("/login/?next=%2Fadmin%2Fauth%2Fuser%2F");
    await expectAddress(page, "/");
  });
});
