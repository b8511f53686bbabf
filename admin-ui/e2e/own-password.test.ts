import { expect, test } from "@jest/globals";

import { clientOf } from "../../server/test/support/people.js";
import { whoIs } from "../../server/test/support/operations.js";
import { ConsolePage } from "./pages/console-page.js";
import { PasswordChangePage } from "./pages/password-change-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectDescribed } from "./support/expect-described.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectAddress, expectFocused, expectShown, expectSoon } from "./support/expect-soon.js";

describeConsole("the own password", () => {
  const stage = prepareStage();

  test("is changed from the header; this session goes on and others end", async () => {
    const person = await stage().staff();
    const elsewhere = await clientOf(stage().server, person);
    const page = await stage().visit("/", { as: person });
    const form = new PasswordChangePage(page);
    await form.changePassword.click();
    await expectFocused(form.old);
    await expectShown(form.main.getByText("Your password must contain at least 8 characters."));
    await expectNoSeriousAxe(page);
    await form.change(person.password, "another-Tulip-47");
    await expectAddress(page, "/password_change/done/");
    await expectShown(form.title("Password change successful"));
    await page.goto("/admin/");
    await expectShown(new ConsolePage(page).title("Site administration"));
    expect(await whoIs(elsewhere)).toBeNull();
    await clientOf(stage().server, { ...person, password: "another-Tulip-47" });
  });

  test("stays when the old one is wrong, the new ones differ, or rules are broken; what is wrong stands at its field", async () => {
    const person = await stage().staff();
    const page = await stage().visit("/password_change/", { as: person });
    const form = new PasswordChangePage(page);
    await form.change("wrong", "another-Tulip-47", "another-Tulip-48");
    await expectDescribed(form.again, "The two password fields didn’t match.");
    await form.change("wrong", "another-Tulip-47");
    await expectDescribed(form.old, "This is not your old password.");
    await expectFocused(form.old);
    await form.change(person.password, "12345");
    await expectShown(form.errors.getByText("Please correct the error below."));
    await expectDescribed(form.again, "at least 8 characters");
    await expectDescribed(form.again, "(digits|numeric)");
    await expectFocused(form.again);
    await expectSoon(async () => page.title(), "Error: Password change | Gatehouse site admin");
    for (const input of [form.old, form.fresh, form.again]) expect(await input.inputValue()).toBe("");
    await expectNoSeriousAxe(page);
    await clientOf(stage().server, person);
  });
});
