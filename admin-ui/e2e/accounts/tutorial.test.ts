import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { Browser, BrowserContext } from "playwright-core";

import { MailSink } from "../../../server/test/faults/mail-sink.js";
import { createPlace, type Place, removePlace } from "../../../server/test/faults/place.js";
import { ServerProcess } from "../../../server/test/faults/server-process.js";
import { until } from "../../../server/test/faults/until.js";
import { createTestDatabase, type TestDatabase } from "../../../server/test/support/test-database.js";
import { AccountPage } from "../pages/account-page.js";
import { Complaints } from "../support/complaints.js";
import { describeConsole, requireBrowser } from "../support/describe-console.js";
import { expectAddress, expectFocused, expectShown, expectSoon } from "../support/expect-soon.js";
import { freePort } from "../support/free-port.js";
import { launchBrowser } from "../support/stage.js";

const first = "brave-Tulip-river-42";
const second = "another-Tulip-47";
const third = "third-Tulip-meadow-9";

describeConsole("the tutorial, with a built server and a real mail server", () => {
  const complaints = new Complaints();
  let place: Place;
  let database: TestDatabase;
  let sink: MailSink;
  let server: ServerProcess;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser(requireBrowser());
    place = createPlace();
    database = await createTestDatabase();
    sink = await new MailSink({ disabledCommands: ["STARTTLS"] }).start();
    server = await ServerProcess.start({
      directory: place.directory,
      environment: {
        DATABASE_URL: database.url,
        GATEHOUSE_DATA_DIR: place.dataDir,
        PORT: String(await freePort()),
        SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
        GATEHOUSE_SITE_NAME: "Corner Shop",
      },
    });
  });
  afterEach(() => complaints.clear());
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await sink.stop();
    await removePlace(place);
    await database.drop();
  });

  async function open(): Promise<{ shown: AccountPage; context: BrowserContext }> {
    const context = await browser.newContext({ baseURL: server.url, locale: "en-US" });
    context.setDefaultTimeout(30_000);
    await complaints.listenTo(context);
    return { shown: new AccountPage(await context.newPage()), context };
  }

  /** The link in the last mail to an address. */
  async function mailedLink(to: string): Promise<string> {
    const mails = (): string[] => sink.mails.filter((mail) => mail.to.includes(to)).map(({ content }) => content);
    const link = (content: string): string => /http:\/\/\S+\/accounts\/reset\/[^\s"<]+/.exec(content)?.[0] ?? "";
    await until("the mail with the link", () => mails().some((content) => link(content) !== ""));
    return link(mails().findLast((content) => link(content) !== "") ?? "");
  }

  test("home, sign up, log in, change the password, log out, reset by the mailed link, log in", async () => {
    const { shown, context } = await open();
    const { page } = shown;
    await page.goto("/");
    await expectShown(shown.main.getByText("You are not logged in."), shown.siteName.getByText("Corner Shop"));
    await shown.link("Sign up").click();
    await expectFocused(shown.field("Username"));
    await shown.send(
      { Username: "ada", "Email address": "ada@example.com", "First name": "Ada", Password: first, "Password again": first },
      "Sign up",
    );
    await expectAddress(page, "/accounts/login/");
    await expectShown(shown.main.getByText("Your account is ready."));
    expect(await shown.field("Username or email address").inputValue()).toBe("ada");
    await expectFocused(shown.field("Password"));
    await shown.send({ Password: first }, "Log in");
    await expectShown(shown.title("Your profile"));
    await shown.siteName.click();
    await expectShown(shown.main.getByText("Welcome, Ada."));

    await shown.link("Change your password").click();
    await shown.send({ "Old password": first, "New password": second, "New password again": second }, "Change my password");
    await expectShown(shown.title("Password changed"));
    await expectAddress(page, "/accounts/password_change/done/");
    await page.goto("/accounts/logout/");
    await shown.button("Log out").click();
    await expectShown(shown.title("Logged out"));

    await shown.link("Log in again").click();
    await shown.logIn({ username: "ada", password: first });
    await expectShown(shown.note.getByText("Login and password do not match."));
    await shown.link("Forgotten your password or username?").click();
    await shown.send({ "Email address": "ada@example.com" }, "Send me a link");
    await expectShown(shown.title("Look into your mail"));

    const link = await mailedLink("ada@example.com");
    const referrers: (string | null)[] = [];
    context.on("request", (request) => void request.headerValue("referer").then((referrer) => referrers.push(referrer)));
    await page.goto(link);
    await expectFocused(shown.field("New password"));
    await expectAddress(page, "/accounts/reset/set-password/");
    expect(await page.locator("input[autocomplete=username]").inputValue()).toBe("ada");
    await shown.send({ "New password": third, "New password again": third }, "Set my password");
    await expectShown(shown.title("Password set"));
    await shown.link("Log in").click();
    await shown.logIn({ username: "ada@example.com", password: third });
    await expectShown(shown.title("Your profile"));
    await page.goto("/");
    await expectShown(shown.main.getByText("Welcome, Ada."));
    expect(referrers.length).toBeGreaterThan(5);
    expect(referrers.filter(Boolean)).toEqual([]);

    await page.goto(link);
    await expectShown(shown.note.getByText("This link is not valid"));
    await shown.link("Ask for a new link").click();
    await expectShown(shown.title("Reset your password"));
  });

  test("an address that nobody has is answered as one that somebody has, and gets no mail", async () => {
    const { shown } = await open();
    await shown.page.goto("/accounts/signup/");
    await shown.send({ Username: "bob", "Email address": "bob@example.com", Password: first, "Password again": first }, "Sign up");
    await expectShown(shown.title("Log in"));
    const answers: string[] = [];
    for (const email of ["nobody@example.com", "bob@example.com"]) {
      await shown.page.goto("/accounts/password_reset/");
      await shown.send({ "Email address": email }, "Send me a link");
      await expectAddress(shown.page, "/accounts/password_reset/done/");
      await expectShown(shown.title("Look into your mail"));
      answers.push(await shown.main.innerText());
    }
    expect(answers[0]).toBe(answers[1]);
    await mailedLink("bob@example.com");
    await expectSoon(() => sink.mails.filter(({ to }) => to.includes("nobody@example.com")), []);
  });
});
