import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { AccountPage } from "../pages/account-page.js";
import { describeConsole, prepareStage } from "../support/describe-console.js";
import { expectAddress, expectFocused, expectShown, expectSoon } from "../support/expect-soon.js";

describeConsole("logging in on the account pages", () => {
  const stage = prepareStage();

  test.each([
    "https://evil.example/",
    "//evil.example/accounts/",
    "///evil.example",
    "javascript:alert(1)",
    "\\\\evil.example",
    "http:///evil.example",
    "ftp://127.0.0.1/",
  ])("never leads to another place: %s", async (next) => {
    const page = await stage().open();
    await page.goto(`/accounts/login/?next=${encodeURIComponent(next)}`);
    await new AccountPage(page).logIn(await stage().person());
    await expectAddress(page, "/accounts/profile/");
    expect(new URL(page.url()).origin).toBe(stage().server.url);
  });

  test("leads to where somebody wanted to go, by way of signing up as well", async () => {
    const page = await stage().open();
    const shown = new AccountPage(page);
    await page.goto("/accounts/password_change/?from=mail");
    await expectAddress(page, "/accounts/login/?next=%2Faccounts%2Fpassword_change%2F%3Ffrom%3Dmail");
    await expectFocused(shown.field("Username or email address"));
    await shown.link("No account yet? Sign up").click();
    const password = "brave-Tulip-river-42";
    await shown.send({ Username: "newcomer", Password: password, "Password again": password }, "Sign up");
    await expectShown(shown.title("Log in"));
    await shown.send({ Password: password }, "Log in");
    await expectAddress(page, "/accounts/password_change/?from=mail");
    await expectFocused(shown.field("Old password"));
  });

  test("a wrong password and an unknown login are told in the same words, and the password is ready to be typed over", async () => {
    const { username } = await stage().person();
    const notes: string[] = [];
    for (const login of [username, "nobody-at-all"]) {
      const page = await stage().open();
      const shown = new AccountPage(page);
      await page.goto("/accounts/login/");
      await shown.logIn({ username: login, password: "wrong" });
      await expectShown(shown.note);
      notes.push(await shown.note.innerText());
      await expectFocused(shown.field("Password"));
      expect(await shown.field("Username or email address").inputValue()).toBe(login);
      await page.keyboard.type("x");
      expect(await shown.field("Password").inputValue()).toBe("x");
    }
    expect(notes[0]).toBe(notes[1]);
  });

  test("the keyboard alone does it", async () => {
    const person = await stage().person();
    const page = await stage().open();
    const { keyboard } = page;
    await page.goto("/accounts/login/");
    await expectFocused(new AccountPage(page).field("Username or email address"));
    await keyboard.type(person.username);
    await keyboard.press("Tab");
    await keyboard.type("wrong");
    await keyboard.press("Enter");
    await expectShown(new AccountPage(page).note);
    await keyboard.type(person.password);
    await keyboard.press("Enter");
    await expectShown(new AccountPage(page).title("Your profile"));
  });

  test("is forgotten with the browser when somebody does not want to stay logged in", async () => {
    const person = await stage().person();
    for (const stays of [true, false]) {
      const page = await stage().open();
      await page.goto("/accounts/login/");
      await page.getByLabel("Stay logged in on this device").setChecked(stays);
      await new AccountPage(page).logIn(person);
      await expectShown(new AccountPage(page).title("Your profile"));
      const cookies = await page.context().cookies();
      const session = cookies.filter(({ httpOnly }) => httpOnly).find(({ name }) => /session/i.test(name));
      // A cookie that ends with the browser has -1 here.
      expect((session?.expires ?? 0) > 0).toBe(stays);
    }
  });

  test("without a network loses nothing that was typed, and works as soon as there is one again", async () => {
    stage().complaints.expect(/ERR_INTERNET_DISCONNECTED/);
    const person = await stage().person();
    const page = await stage().open();
    const shown = new AccountPage(page);
    await page.goto("/accounts/login/");
    await expectShown(shown.link("No account yet? Sign up"));
    await page.context().setOffline(true);
    await shown.logIn(person);
    await expectShown(shown.note.getByText("The server cannot be reached."));
    await page.context().setOffline(false);
    await shown.button("Log in").click();
    await expectShown(shown.title("Your profile"));
  });

  test("over a slow network shows that it is under way, and is sent once", async () => {
    const person = await stage().person();
    const page = await stage().open();
    const shown = new AccountPage(page);
    await page.goto("/accounts/login/");
    await expectShown(shown.link("No account yet? Sign up"));
    let sent = 0;
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/graphql", async (route) => {
      if ((route.request().postData() ?? "").includes("logIn(")) sent++;
      await held;
      await route.continue();
    });
    await shown.logIn(person);
    await shown.button("Logging in…").click({ force: true });
    await shown.field("Password").press("Enter");
    release();
    await expectShown(shown.title("Your profile"));
    expect(sent).toBe(1);
  });

  test("shows the password when asked, and tells that Caps Lock is on", async () => {
    const page = await stage().open();
    const shown = new AccountPage(page);
    await page.goto("/accounts/login/");
    await shown.field("Password").fill("Secret");
    await shown.button("Show Password").click();
    expect(await shown.main.getByRole("textbox", { name: "Password" }).inputValue()).toBe("Secret");
    await shown.button("Hide Password").click();
    await expectSoon(async () => shown.field("Password").getAttribute("type"), "password");
    await shown.field("Password").evaluate((input) => {
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "A", bubbles: true, modifierCapsLock: true }));
    });
    await expectShown(shown.main.getByText("Caps Lock is on."));
  });

  test("in another tab is noticed by the log-in page, which offers to go on", async () => {
    const person = await stage().person();
    const page = await stage().open();
    const other = await page.context().newPage();
    await other.goto("/accounts/login/?next=/accounts/password_change/");
    await page.goto("/accounts/login/");
    await new AccountPage(page).logIn(person);
    await new AccountPage(other).button(`Go on as ${person.username}`).click();
    await expectAddress(other, "/accounts/password_change/");
  });

  test("the console leads whoever has forgotten their login to the page for it", async () => {
    const page = await stage().open();
    await page.goto("/admin/login/");
    await page.getByRole("link", { name: "Forgotten your login credentials?" }).click();
    await expectShown(new AccountPage(page).title("Reset your password"));
  });
});

describeConsole("logging in where attempts are limited", () => {
  const stage = prepareStage(() => ({ GATEHOUSE_THROTTLE_LOG_IN: "1/m/ip" }));

  test("tells how long to wait", async () => {
    stage().complaints.expect(/429/);
    const page = await stage().open();
    const shown = new AccountPage(page);
    await page.goto("/accounts/login/");
    await shown.logIn({ username: "nobody", password: "wrong" });
    await expectShown(shown.note.getByText("Login and password do not match."));
    await shown.button("Log in").click();
    await expectShown(shown.note.getByText(/Try again in \d+ seconds?\./));
    expect(await shown.field("Username or email address").inputValue()).toBe("nobody");
  });
});

describeConsole("account pages of an operator with a look of their own", () => {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-look-"));
  const sheet = join(folder, "look.css");
  const logo = join(folder, "logo.svg");
  beforeAll(() => {
    writeFileSync(sheet, "h1 { color: rgb(1, 2, 3); } :root { --gatehouse-accent: rgb(4, 5, 6); }");
    writeFileSync(logo, '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><path d="M0 0h90v30H0z"/></svg>');
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const stage = prepareStage(() => ({
    GATEHOUSE_SITE_NAME: "Corner Shop",
    GATEHOUSE_ACCOUNTS_STYLESHEET: sheet,
    GATEHOUSE_LOGO: logo,
    GATEHOUSE_LOG_IN_REDIRECT_URL: "/accounts/password_change/",
  }));

  test("show it, the logo and the name, and lead to the place of the settings", async () => {
    const page = await stage().open();
    const shown = new AccountPage(page);
    await page.goto("/accounts/login/");
    await expectShown(shown.siteName.getByText("Corner Shop"));
    await expectSoon(async () => shown.siteName.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth), 90);
    await expectSoon(async () => page.title(), "Log in | Corner Shop");
    expect(await shown.title("Log in").evaluate((title) => getComputedStyle(title).color)).toBe("rgb(1, 2, 3)");
    expect(await shown.button("Log in").evaluate((button) => getComputedStyle(button).backgroundColor)).toBe("rgb(4, 5, 6)");
    await shown.logIn(await stage().person());
    await expectAddress(page, "/accounts/password_change/");
  });
});
