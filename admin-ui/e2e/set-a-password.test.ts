import { expect, test } from "@jest/globals";

import { faultsOf, logIn, whoIs } from "../../server/test/support/operations.js";
import { clientOf, type Person } from "../../server/test/support/people.js";
import { userId } from "../../server/test/support/staff.js";
import { ChangeFormPage } from "./pages/change-form-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectDescribed } from "./support/expect-described.js";
import { expectFocused, expectGone, expectShown } from "./support/expect-soon.js";

const newPassword = "another-Tulip-47";

describeConsole("the password of somebody else", () => {
  const stage = prepareStage();

  async function logInWith({ username }: Person, password: string): Promise<string[]> {
    return faultsOf(await logIn(stage().server.client(), { identifier: username, password }));
  }

  test("is set from the form of the user: the new one opens, the old one and old sessions do not", async () => {
    const person = await stage().person();
    const session = await clientOf(stage().server, person);
    const page = await stage().visit(`/auth/user/${userId(person)}/change/`);
    const form = new ChangeFormPage(page);
    await expectShown(form.value("Password").getByText("bcrypt_sha256"));
    await form.link("Reset password").click();
    await expectShown(form.title(`Change password: ${person.username}`));
    await expectFocused(form.field("Password"));
    await expectNoSeriousAxe(page);
    await form.field("Password").fill("12345");
    await form.field("Password confirmation").fill("12345");
    const change = form.main.getByRole("button", { name: "Change password", exact: true });
    await change.click();
    await expectDescribed(form.field("Password confirmation"), "This password is too short. It must contain at least 8 characters.");
    await form.field("Password").fill(newPassword);
    await form.field("Password confirmation").fill(newPassword);
    await change.click();
    await expectShown(form.title("Change user"), form.messages.getByText("Password changed successfully."));
    expect(await whoIs(session)).toBeNull();
    expect(await logInWith(person, person.password)).toEqual(["INVALID_CREDENTIALS"]);
    expect(await logInWith(person, newPassword)).toEqual([]);
  });

  test("is taken away, after a warning, and given back", async () => {
    const person = await stage().person();
    const page = await stage().visit(`/auth/user/${userId(person)}/password/`);
    const form = new ChangeFormPage(page);
    await form.box("Disabled").check();
    await expectShown(form.main.getByText("The password that the user has now is lost when you disable it."));
    await expectGone(form.field("Password"));
    await form.main.getByRole("button", { name: "Disable password-based authentication" }).click();
    await expectShown(form.messages.getByText("Password-based authentication was disabled."));
    await expectShown(form.value("Password").getByText("No password set."));
    expect(await logInWith(person, person.password)).toEqual(["INVALID_CREDENTIALS"]);

    await form.link("Set password").click();
    await expectShown(form.title(`Set password: ${person.username}`));
    await form.field("Password").fill(newPassword);
    await form.field("Password confirmation").fill(newPassword);
    await form.main.getByRole("button", { name: "Enable password-based authentication" }).click();
    await expectShown(form.messages.getByText("Password changed successfully."));
    expect(await logInWith(person, newPassword)).toEqual([]);
  });

  test("is not one's own: that one is changed with the old one", async () => {
    const boss = await stage().person({ isStaff: true, isSuperuser: true });
    const page = await stage().visit(`/auth/user/${userId(boss)}/password/`, { as: boss });
    const form = new ChangeFormPage(page);
    await form.link("Change password").click();
    await expectShown(form.title("Password change"), form.field("Old password"));
  });
});
