import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import sirv from "sirv";

import { AccountPage } from "../pages/account-page.js";
import { describeConsole, prepareStage } from "../support/describe-console.js";
import { expectFocused, expectGone, expectShown, expectSoon } from "../support/expect-soon.js";
import { freePort } from "../support/free-port.js";

describeConsole("the example app, on an origin of its own", () => {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-example-"));
  let app: Server;
  let origin: string;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    origin = `http://127.0.0.1:${await freePort()}`;
  });
  const stage = prepareStage(() => ({ PORT: String(port), GATEHOUSE_ALLOWED_ORIGINS: origin }));
  beforeAll(() => {
    const build = ["node_modules/vite/bin/vite.js", "build", "examples/react-app", "--outDir", folder, "--logLevel", "error"];
    const env = { ...process.env, NODE_ENV: "production", VITE_GATEHOUSE_URL: stage().server.url };
    const { status, stderr } = spawnSync(process.execPath, build, { env, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    app = createServer(sirv(folder)).listen(Number(new URL(origin).port), "127.0.0.1");
  });
  afterAll(() => {
    app.close();
    rmSync(folder, { recursive: true });
  });

  test("logs in, has the session again after a reload, and is told of a log-out by another tab", async () => {
    const person = await stage().person({ permissions: ["auth.view_group"] });
    const page = await stage().open();
    const shown = new AccountPage(page);
    await page.goto(origin);
    await expectFocused(shown.field("Username or email address"));
    await shown.send({ "Username or email address": person.username, Password: person.password }, "Open my reading list");
    await expectShown(shown.main.getByText(`Welcome back, ${person.username}.`), shown.main.getByText("Permissions: auth.view_group"));
    await page.reload();
    await expectShown(shown.main.getByText(`Welcome back, ${person.username}.`));

    const other = new AccountPage(await page.context().newPage());
    await other.page.goto(origin);
    await other.button("Log out").click();
    await expectShown(other.button("Open my reading list"), shown.button("Open my reading list"));
    await expectGone(shown.main.getByText("Welcome back"));
    await expectGone(shown.main.getByText("Permissions"));
  });

  test("takes a sign-up, and sends somebody to the server's own log-in page and back", async () => {
    const page = await stage().open();
    const shown = new AccountPage(page);
    const password = "brave-Tulip-river-42";
    await page.goto(origin);
    await shown.button("Sign up").click();
    await shown.send({ Username: "reader", Password: password, "Password again": password }, "Sign up");
    await expectFocused(shown.field("Password"));
    expect(await shown.field("Username or email address").inputValue()).toBe("reader");
    await page.goto(`${stage().server.url}/accounts/login/?next=${encodeURIComponent(`${origin}/?page=2`)}`);
    await shown.logIn({ username: "reader", password });
    await expectSoon(() => page.url(), `${origin}/?page=2`);
    await expectShown(shown.main.getByText("Welcome back, reader."));
  });
});
