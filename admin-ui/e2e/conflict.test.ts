import { expect, test } from "@jest/globals";

import { clientOf, type Person } from "../../server/test/support/people.js";
import { administer, userId } from "../../server/test/support/staff.js";
import { ChangeFormPage } from "./pages/change-form-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectFocused, expectGone, expectShown } from "./support/expect-soon.js";

describeConsole("when somebody else saved first", () => {
  const stage = prepareStage();

  async function namesOf({ id }: Person): Promise<unknown> {
    const [row] = await stage().server.database.query("SELECT first_name, last_name, email, is_staff FROM users WHERE id = $1", [id]);
    return row;
  }

  test("both versions are shown, and what is chosen field by field is saved", async () => {
    const other = await stage().person({ isStaff: true, isSuperuser: true });
    const person = await stage().person({ firstName: "Ann", lastName: "Old", email: "old@example.com" });
    const page = await stage().visit(`/auth/user/${userId(person)}/change/`);
    const form = new ChangeFormPage(page);
    await form.field("First name").fill("Mine");
    await form.field("Last name").fill("Mine too");
    await form.box("Staff status").check();
    const theirs = { firstName: "Theirs", lastName: "Theirs too", email: "theirs@example.com" };
    await administer(await clientOf(stage().server, other), "updateUser", { id: userId(person), ...theirs });
    await form.saveAndContinue.click();

    const heading = form.main.getByRole("heading", { name: "Somebody else saved first" });
    await expectFocused(heading);
    await expectShown(form.main.getByText(`${other.username} saved this at`));
    await expectShown(form.main.getByRole("row").filter({ hasText: /^First name Mine Theirs$/ }));
    await expectGone(form.field("First name"));
    await expectNoSeriousAxe(page);
    expect(await namesOf(person)).toMatchObject({ first_name: "Theirs", is_staff: false });
    // What only one of the two has changed is proposed.
    expect(await form.box("Email address Theirs").isChecked()).toBe(true);
    expect(await form.box("Staff status Yours").isChecked()).toBe(true);
    await form.box("Last name Theirs").check();
    await form.save.click();

    await expectShown(form.title("Change user"), form.messages.getByText("was changed successfully. You may edit it again below."));
    await expectGone(heading);
    expect(await namesOf(person)).toEqual({ first_name: "Mine", last_name: "Theirs too", email: "theirs@example.com", is_staff: true });
  });

  test("one can go back to the form with everything that was typed, and is asked again", async () => {
    const person = await stage().person({ firstName: "Ann" });
    const page = await stage().visit(`/auth/user/${userId(person)}/change/`);
    const form = new ChangeFormPage(page);
    await form.field("First name").fill("Mine");
    const client = await clientOf(stage().server, await stage().admin());
    await administer(client, "updateUser", { id: userId(person), firstName: "Theirs" });
    await form.save.click();
    await form.main.getByRole("button", { name: "Back to the form" }).click();
    expect(await form.field("First name").inputValue()).toBe("Mine");
    await form.field("Last name").fill("More");
    await form.save.click();
    await form.box("First name Yours").check();
    await administer(client, "updateUser", { id: userId(person), firstName: "Theirs again" });
    await form.save.click();
    await expectShown(form.main.getByRole("row").filter({ hasText: /^First name Mine Theirs again$/ }));
    await form.save.click();
    await expectShown(form.title("Select user to change"));
    expect(await namesOf(person)).toMatchObject({ first_name: "Mine", last_name: "More" });
  });
});
