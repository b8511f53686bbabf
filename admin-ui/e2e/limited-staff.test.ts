import { expect, test } from "@jest/globals";

import { administer, createGroup, groupIdOf, userId } from "../../server/test/support/staff.js";
import { clientOf } from "../../server/test/support/people.js";
import { ChangeFormPage } from "./pages/change-form-page.js";
import { ChangeListPage } from "./pages/change-list-page.js";
import { ConsolePage } from "./pages/console-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectDescribed } from "./support/expect-described.js";
import { expectGone, expectShown, expectSoon } from "./support/expect-soon.js";

describeConsole("staff who may not do everything", () => {
  const stage = prepareStage();

  test("with the right to view only is offered nothing to change in a list", async () => {
    const viewer = await stage().staff("auth.view_user");
    const page = await stage().visit("/", { as: viewer });
    const list = new ChangeListPage(page);
    await expectShown(list.link("View"));
    await expectGone(list.link("Add"));
    await expectGone(list.link("Change"));
    await list.link("Users").click();
    await expectShown(list.title("Select user to view"));
    await expectSoon(async () => list.names(), expect.arrayContaining([viewer.username]));
    await expectGone(page.getByRole("link", { name: /^Add/ }));
    await expectGone(list.main.getByRole("checkbox").first());
    await expectGone(list.action);
    await expectNoSeriousAxe(page);
  });

  test("with the right to view only reads a user as text, and finds no button", async () => {
    const person = await stage().person({ firstName: "Ada", isStaff: true });
    const group = await createGroup(stage().server, []);
    await stage().server.database.execute("UPDATE groups SET name = 'Seen by all' WHERE id = $1", [group]);
    await administer(await clientOf(stage().server, await stage().admin()), "addUsersToGroup", {
      ids: [userId(person)],
      groupId: groupIdOf(group),
    });
    const viewer = await stage().staff("auth.view_user", "auth.view_group", "auth.view_permission");
    const page = await stage().visit(`/auth/user/${userId(person)}/change/`, { as: viewer });
    const form = new ChangeFormPage(page);
    await expectShown(form.title("View user"), form.link("Close"));
    await expectShown(form.value("First name").getByText("Ada"), form.value("Groups").getByText("Seen by all"));
    await expectShown(form.value("Staff status").getByRole("img", { name: "True" }));
    await expectGone(form.main.getByRole("textbox").first());
    await expectGone(form.main.getByRole("checkbox").first());
    await expectGone(form.main.getByRole("button").first());
    await expectGone(form.delete);
    await expectNoSeriousAxe(page);
    for (const place of ["password", "delete"]) {
      await page.goto(`/admin/auth/user/${userId(person)}/${place}/`);
      await expectShown(new ConsolePage(page).title("Permission denied"));
    }
    await page.goto("/admin/auth/user/add/");
    await expectShown(form.title("Permission denied"));
  });

  test("with the right to change may save and deactivate, and neither add nor delete", async () => {
    const clerk = await stage().staff("auth.view_user", "auth.change_user");
    const person = await stage().person();
    const page = await stage().visit(`/auth/user/?q=${person.username}`, { as: clerk });
    const [list, form] = [new ChangeListPage(page), new ChangeFormPage(page)];
    await expectShown(list.title("Select user to change"));
    const offered = await list.action.getByRole("option").allInnerTexts();
    expect(offered).toEqual(["---------", "Activate selected users", "Deactivate selected users"]);
    await list.rows.getByRole("link", { name: person.username }).click();
    await expectShown(form.save, form.saveAndContinue);
    await expectGone(form.saveAndAdd);
    await expectGone(form.delete);
    expect(await form.box("Superuser status").isDisabled()).toBe(true);
    await form.field("First name").fill("Changed");
    await form.save.click();
    await expectShown(list.messages.getByText("was changed successfully."));
  });

  test("is told at the field what it may not give", async () => {
    const clerk = await stage().staff("auth.view_user", "auth.change_user", "auth.view_permission");
    const page = await stage().visit(`/auth/user/${userId(await stage().person())}/change/`, { as: clerk });
    const form = new ChangeFormPage(page);
    const permissions = form.chooser("user permissions");
    await permissions.filter.fill("delete group");
    await expectSoon(async () => (await permissions.labels(permissions.available)).length, 1);
    await permissions.chooseAll.click();
    await form.save.click();
    await expectDescribed(permissions.chosen, "You cannot give what you do not hold yourself: auth.delete_group.");
    await expectNoSeriousAxe(page);
  });

  test("without any right is told so, and what the address names is not shown", async () => {
    const person = await stage().person({ firstName: "Secretive" });
    const page = await stage().visit("/", { as: await stage().staff() });
    const console = new ConsolePage(page);
    await expectShown(console.main.getByText("There is nothing here that you may view or change."));
    for (const address of [
      `/auth/user/${userId(person)}/change/`,
      `/auth/user/${userId(person)}/history/`,
      "/auth/group/",
      "/admin/logentry/",
    ]) {
      await page.goto(`/admin${address}`);
      await expectShown(console.title("Permission denied"), console.header);
      expect(await page.content()).not.toContain("Secretive");
    }
  });
});
