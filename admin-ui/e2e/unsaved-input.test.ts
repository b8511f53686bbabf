import { expect, test } from "@jest/globals";
import type { Page } from "playwright-core";

import { userId } from "../../server/test/support/staff.js";
import { ChangeFormPage } from "./pages/change-form-page.js";
import { ChangeListPage } from "./pages/change-list-page.js";
import { LogInPage } from "./pages/log-in-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectGone, expectShown, expectSoon } from "./support/expect-soon.js";

const reference = "4bf92f3577b34da6a3ce929d0e0e4736";

/** Has the server answer every change with a fault of its own. */
async function breakServer(page: Page): Promise<void> {
  await page.route("/graphql", async (route) => {
    if (!(route.request().postData() ?? "").includes("mutation")) return route.fallback();
    const error = { message: "Internal server error", extensions: { code: "INTERNAL", traceId: reference } };
    return route.fulfill({ status: 500, json: { errors: [error], data: null } });
  });
}

describeConsole("what was typed and is not saved yet", () => {
  const stage = prepareStage();

  async function firstNameOf(id: string): Promise<unknown> {
    const [row] = await stage().server.database.query<{ first_name: string }>("SELECT first_name FROM users WHERE id = $1", [id]);
    return row?.first_name;
  }

  test("outlives a lost session: whoever logs in again goes on where they were, and it is saved", async () => {
    const clerk = await stage().staff("auth.view_user", "auth.change_user", "auth.view_group");
    const person = await stage().person();
    const page = await stage().visit(`/auth/user/${userId(person)}/change/`, { as: clerk });
    const form = new ChangeFormPage(page);
    await form.field("First name").fill("Typed before");
    await stage().server.database.execute("DELETE FROM sessions WHERE user_id = $1", [clerk.id]);
    await form.saveAndContinue.click();
    const dialog = page.getByRole("dialog", { name: "Your session has ended" });
    await expectShown(dialog.getByText("Nothing was lost so far."));
    await expectNoSeriousAxe(page);
    await dialog.getByRole("button", { name: "Not now" }).click();
    expect(await form.field("First name").inputValue()).toBe("Typed before");
    await form.saveAndContinue.click();
    await dialog.getByLabel("Password:").fill("wrong");
    await dialog.getByRole("button", { name: "Log in" }).click();
    await expectShown(dialog.getByText("Please enter the correct username and password for a staff account."));
    await dialog.getByLabel("Password:").fill(clerk.password);
    await dialog.getByRole("button", { name: "Log in" }).click();
    await expectShown(form.messages.getByText("was changed successfully. You may edit it again below."));
    await expectGone(dialog);
    expect(await firstNameOf(person.id)).toBe("Typed before");
  });

  test("outlives a lost network: it stays, and is saved by trying again", async () => {
    stage().complaints.expect(/ERR_INTERNET_DISCONNECTED/);
    const person = await stage().person();
    const page = await stage().visit(`/auth/user/${userId(person)}/change/`);
    const form = new ChangeFormPage(page);
    await form.field("First name").fill("Typed offline");
    await page.context().setOffline(true);
    await form.saveAndContinue.click();
    await expectShown(form.note.getByText("The server cannot be reached. Nothing is lost"));
    await expectNoSeriousAxe(page);
    await form.field("Last name").fill("Typed later");
    await page.context().setOffline(false);
    await form.note.getByRole("button", { name: "Try again" }).click();
    await expectShown(form.messages.getByText("was changed successfully."));
    expect(await firstNameOf(person.id)).toBe("Typed offline");
    expect(await form.field("Last name").inputValue()).toBe("Typed later");
  });

  test("outlives a fault of the server, whose reference number is told", async () => {
    stage().complaints.expect(/500/);
    const person = await stage().person();
    const page = await stage().visit(`/auth/user/${userId(person)}/change/`);
    const form = new ChangeFormPage(page);
    await breakServer(page);
    await form.field("First name").fill("Typed in spite");
    await form.saveAndContinue.click();
    await expectShown(form.note.getByText("The server had a fault of its own."), form.note.getByText(`Reference: ${reference}`));
    expect(await form.field("First name").inputValue()).toBe("Typed in spite");
    await page.unroute("/graphql");
    await form.saveAndContinue.click();
    await expectShown(form.messages.getByText("was changed successfully."));
    await expectGone(form.note);
    expect(await firstNameOf(person.id)).toBe("Typed in spite");
  });

  test("is not left by a reload without a question", async () => {
    const page = await stage().visit(`/auth/user/${userId(await stage().person())}/change/`);
    const form = new ChangeFormPage(page);
    stage().complaints.expect(/^dialog: /);
    await form.field("First name").fill("Typed");
    await page.evaluate(() => location.reload());
    await expectSoon(() => stage().complaints.has(/^dialog: /), true);
    expect(await form.field("First name").inputValue()).toBe("Typed");
  });

  test("a selection: actions tell of the fault with its number, and of a lost session by the log-in page", async () => {
    stage().complaints.expect(/500/);
    const clerk = await stage().staff("auth.view_user", "auth.change_user");
    const page = await stage().visit(`/auth/user/?q=${clerk.username}`, { as: clerk });
    const list = new ChangeListPage(page);
    await breakServer(page);
    await list.tickPage.click();
    await list.run("Activate selected users");
    await expectShown(list.messages.getByText(`tell whoever runs this site. Reference: ${reference}`));
    await expectShown(list.selected.getByText("1 of 1 selected"));
    await page.unroute("/graphql");
    await stage().server.database.execute("DELETE FROM sessions WHERE user_id = $1", [clerk.id]);
    await list.go.click();
    const door = new LogInPage(page);
    await door.logIn(clerk);
    await expectSoon(async () => list.names(), [clerk.username]);
  });
});
