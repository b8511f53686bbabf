import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";

import { createPlace, type Place, removePlace } from "../../server/test/faults/place.js";
import { ServerProcess } from "../../server/test/faults/server-process.js";
import { createTestDatabase, type TestDatabase } from "../../server/test/support/test-database.js";
import { goodPassword } from "../../server/test/support/people.js";
import { ConsolePage } from "./pages/console-page.js";
import { SetUpPage } from "./pages/set-up-page.js";
import { Complaints } from "./support/complaints.js";
import { describeConsole, requireBrowser } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectAddress, expectFocused, expectShown } from "./support/expect-soon.js";
import { freePort } from "./support/free-port.js";
import { launchBrowser } from "./support/stage.js";

describeConsole("the first run of a built server", () => {
  const complaints = new Complaints();
  let place: Place;
  let database: TestDatabase;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser(requireBrowser());
    place = createPlace();
    database = await createTestDatabase();
  });
  afterEach(() => complaints.clear());
  afterAll(async () => {
    await browser.close();
    await removePlace(place);
    await database.drop();
  });

  async function open(): Promise<Page> {
    const context = await browser.newContext();
    await complaints.listenTo(context);
    return context.newPage();
  }

  test("prints a link whose page makes the first superuser, and which works once", async () => {
    const server = await ServerProcess.start({
      directory: place.directory,
      environment: { DATABASE_URL: database.url, GATEHOUSE_DATA_DIR: place.dataDir, PORT: String(await freePort()) },
    });
    const [link = ""] = /http:\S+\/admin\/set-up\/\S+/.exec(server.stdout) ?? [];
    const page = await open();
    const form = new SetUpPage(page);
    await page.goto(link);
    await expectFocused(form.username);
    await expectAddress(page, "/set-up/");
    await expectNoSeriousAxe(page);
    await form.fillIn({ username: "ro ot", password: "1234" });
    await expectShown(form.errors.getByText("Please correct the errors below."));
    await expectFocused(form.username);
    await expectNoSeriousAxe(page);
    await form.fillIn({ username: "root", password: goodPassword });
    await expectShown(new ConsolePage(page).title("Site administration"));
    await expectAddress(page, "/");
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);

    const second = await open();
    await second.goto(link);
    await expectShown(second.getByText("This link was used already or is too old."));
    expect(await new SetUpPage(second).submit.count()).toBe(0);
    await expectAddress(second, "/set-up/");
    await expectNoSeriousAxe(second);
    await second.goto(new URL("/admin/set-up/", link).href);
    await expectShown(second.getByText("Open the link that the server printed"));
  });
});
