import { expect, test } from "@jest/globals";
import type { Page } from "playwright-core";

import { invitationFor } from "../../server/test/support/mailbox.js";
import { faultsOf, logIn, mutate } from "../../server/test/support/operations.js";
import { clientOf, goodPassword } from "../../server/test/support/people.js";
import { ChangeFormPage } from "./pages/change-form-page.js";
import { ChangeListPage } from "./pages/change-list-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectDescribed } from "./support/expect-described.js";
import { expectAddress, expectFocused, expectGone, expectShown, expectSoon } from "./support/expect-soon.js";

describeConsole("creating a user", () => {
  const stage = prepareStage();

  async function fillIn(page: Page, username: string, [password, again = password]: readonly string[] = [goodPassword]): Promise<void> {
    const form = new ChangeFormPage(page);
    await form.field("Username").fill(username);
    await form.field("Password").fill(password ?? "");
    await form.field("Password confirmation").fill(again ?? "");
  }

  test("takes two steps: a name and a password, then everything else; the user can log in then", async () => {
    const page = await stage().visit("/auth/user/?q=new.comer");
    const [list, form] = [new ChangeListPage(page), new ChangeFormPage(page)];
    await list.link("Add user").click();
    await expectShown(form.title("Add user"));
    await expectFocused(form.field("Username"));
    await expectShown(form.main.getByText("Your password can’t be entirely numeric."));
    await expectGone(form.field("First name"));
    await fillIn(page, "new.comer");
    await form.save.click();

    await expectShown(form.title("Change user"), form.messages.getByText("The user “new.comer” was added successfully. You may edit it"));
    await form.field("First name").fill("Nora");
    await form.field("Email address").fill("nora@example.com");
    await form.box("Staff status").check();
    await form.save.click();
    await expectShown(list.title("Select user to change"), list.messages.getByText("The user “new.comer” was changed successfully."));
    await list.search.fill("nora");
    await list.search.press("Enter");
    await expectSoon(async () => list.names(), ["new.comer"]);
    await clientOf(stage().server, { id: "", username: "new.comer", email: "", password: goodPassword });
  });

  test("keeps the rules of passwords and names, says what is wrong at the field, and forgets the passwords only", async () => {
    const taken = await stage().person();
    const page = await stage().visit("/auth/user/add/");
    const form = new ChangeFormPage(page);
    await form.save.click();
    await expectDescribed(form.field("Username"), "This field is required.");
    await expectShown(form.note.getByText("Please correct the errors below."));
    await fillIn(page, "brand.new", [goodPassword, "another-Tulip-47"]);
    await form.save.click();
    await expectDescribed(form.field("Password confirmation"), "The two password fields didn’t match.");
    await fillIn(page, "brand.new", ["12345"]);
    await form.save.click();
    await expectDescribed(form.field("Password confirmation"), "This password is too short. It must contain at least 8 characters.");
    await expectDescribed(form.field("Password confirmation"), "This password is entirely numeric.");
    await fillIn(page, taken.username.toUpperCase());
    await form.save.click();
    await expectDescribed(form.field("Username"), "A user with that username already exists.");
    await expectFocused(form.field("Username"));
    await expectShown(form.note.getByText("Please correct the error below."));
    await expectSoon(async () => page.title(), "Error: Add user | Gatehouse site admin");
    expect(await form.field("Username").inputValue()).toBe(taken.username.toUpperCase());
    expect(await form.field("Password").inputValue()).toBe("");
    await expectNoSeriousAxe(page);
  });

  test("goes on with another one, or with the same, as the buttons say", async () => {
    const page = await stage().visit("/auth/user/add/");
    const form = new ChangeFormPage(page);
    await fillIn(page, "first.of.two");
    await form.saveAndAdd.click();
    await expectShown(form.messages.getByText("The user “first.of.two” was added successfully. You may add another user below."));
    await expectAddress(page, "/auth/user/add/");
    expect(await form.field("Username").inputValue()).toBe("");
    await expectFocused(form.field("Username"));
    await fillIn(page, "second.of.two");
    await form.saveAndContinue.click();
    await expectShown(form.title("Change user"), form.messages.getByText("The user “second.of.two” was added successfully."));
    await form.field("Last name").fill("Second");
    await form.saveAndContinue.click();
    await expectShown(form.messages.getByText("The user “second.of.two” was changed successfully. You may edit it again below."));
    expect(await form.field("Last name").inputValue()).toBe("Second");
    await form.saveAndAdd.click();
    await expectAddress(page, "/auth/user/add/");
  });

  test("without a password opens no door for one", async () => {
    const page = await stage().visit("/auth/user/add/");
    const form = new ChangeFormPage(page);
    await form.field("Username").fill("door.less");
    await form.box("Disabled").check();
    await expectGone(form.field("Password"));
    await form.save.click();
    await expectShown(form.title("Change user"), form.value("Password").getByText("No password set."));
  });

  test("by invitation has the newcomer choose the password", async () => {
    const page = await stage().visit("/auth/user/add/");
    const form = new ChangeFormPage(page);
    await form.field("Username").fill("guest");
    await form.box("Invite by mail").check();
    await form.save.click();
    await expectDescribed(form.field("Email address"), "This field is required.");
    await form.field("Email address").fill("guest@example.com");
    await form.save.click();
    await expectShown(form.title("Change user"));
    const token = await invitationFor(stage().server, "guest@example.com");
    const client = stage().server.client();
    expect(faultsOf(await logIn(client, { identifier: "guest", password: goodPassword }))).toEqual(["INVALID_CREDENTIALS"]);
    expect(faultsOf(await mutate(client, "acceptInvitation", { token, newPassword: goodPassword }))).toEqual([]);
    expect(faultsOf(await logIn(client, { identifier: "guest", password: goodPassword }))).toEqual([]);
  });
});
