import { expect, test } from "@jest/globals";

import { clientOf } from "../../server/test/support/people.js";
import { createGroup, groupIdOf, userId } from "../../server/test/support/staff.js";
import { ChangeFormPage } from "./pages/change-form-page.js";
import { ConsolePage } from "./pages/console-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectAddress, expectFocused, expectShown, expectSoon } from "./support/expect-soon.js";

const viewGroup = "Authentication and Authorization | group | Can view group";
const viewSession = "Sessions | session | Can view session";

describeConsole("giving rights", () => {
  const stage = prepareStage();

  async function makeGroup(name: string, ...permissions: readonly string[]): Promise<string> {
    const key = await createGroup(stage().server, permissions);
    await stage().server.database.execute("UPDATE groups SET name = $2 WHERE id = $1", [key, name]);
    return groupIdOf(key);
  }

  test("with the mouse: groups and permissions move between the boxes, and count when the form is saved", async () => {
    await makeGroup("Gardeners", "auth.view_user");
    await makeGroup("Night watch");
    const person = await stage().staff();
    const page = await stage().visit(`/auth/user/${userId(person)}/change/`);
    const form = new ChangeFormPage(page);
    const groups = form.chooser("groups");
    await groups.available.selectOption(["Gardeners", "Night watch"]);
    await groups.choose.click();
    await expectSoon(async () => groups.labels(groups.chosen), ["Gardeners", "Night watch"]);
    await groups.chosen.getByRole("option", { name: "Night watch" }).dblclick();
    await expectSoon(async () => groups.labels(groups.chosen), ["Gardeners"]);
    expect(await groups.labels(groups.available)).toContain("Night watch");
    const permissions = form.chooser("user permissions");
    await permissions.filter.fill("view session");
    await expectSoon(async () => permissions.labels(permissions.available), [viewSession]);
    await permissions.chooseAll.click();
    await form.saveAndContinue.click();
    await expectShown(form.messages.getByText("was changed successfully."));
    await expectSoon(async () => groups.labels(groups.chosen), ["Gardeners"]);
    await expectSoon(async () => permissions.labels(permissions.chosen), [viewSession]);
    expect(await permissionsOf(person)).toEqual(["auth.view_user", "sessions.view_session"]);

    await groups.removeAll.click();
    await permissions.chosen.selectOption([viewSession]);
    await permissions.remove.click();
    await form.save.click();
    await expectShown(form.title("Select user to change"));
    expect(await permissionsOf(person)).toEqual([]);
  });

  test("with the keyboard: the filter finds, Enter takes the first, arrows mark and move", async () => {
    for (const name of ["Harbour east", "Harbour north", "Harbour south"]) await makeGroup(name);
    const page = await stage().visit(`/auth/user/${userId(await stage().person())}/change/`);
    const form = new ChangeFormPage(page);
    const groups = form.chooser("groups");
    await groups.filter.focus();
    await page.keyboard.type("harbour");
    await expectSoon(async () => groups.labels(groups.available), ["Harbour east", "Harbour north", "Harbour south"]);
    await page.keyboard.press("Enter");
    await expectSoon(async () => groups.labels(groups.chosen), ["Harbour east"]);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowRight");
    await expectSoon(async () => groups.labels(groups.chosen), ["Harbour east", "Harbour south"]);
    await expectFocused(groups.filter);
    await groups.chosenFilter.focus();
    await page.keyboard.type("east");
    await expectSoon(async () => groups.labels(groups.chosen), ["Harbour east"]);
    await expectShown(form.main.getByRole("button", { name: "1 selected option not visible" }));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowLeft");
    await expectSoon(async () => groups.labels(groups.chosen), []);
    await form.save.focus();
    await page.keyboard.press("Enter");
    await expectShown(form.title("Select user to change"));
    await page.goBack();
    await expectSoon(async () => groups.labels(groups.chosen), ["Harbour south"]);
  });

  test("is undone by leaving without saving, after a question", async () => {
    await makeGroup("Fleeting");
    const page = await stage().visit(`/auth/user/${userId(await stage().person())}/change/`);
    const form = new ChangeFormPage(page);
    const groups = form.chooser("groups");
    await groups.available.selectOption("Fleeting");
    await groups.choose.click();
    await form.breadcrumbs.getByRole("link", { name: "Home" }).click();
    const question = page.getByRole("dialog", { name: "Leave without saving?" });
    await question.getByRole("button", { name: "Stay here" }).click();
    await expectSoon(async () => groups.labels(groups.chosen), ["Fleeting"]);
    await form.breadcrumbs.getByRole("link", { name: "Home" }).click();
    await question.getByRole("button", { name: "Leave, lose changes" }).click();
    await expectShown(form.title("Site administration"));
  });

  test("makes a group in passing, without leaving the form", async () => {
    const page = await stage().visit(`/auth/user/${userId(await stage().person())}/change/`);
    const form = new ChangeFormPage(page);
    await form.field("First name").fill("Kept");
    await form.main.getByRole("button", { name: "Add another group" }).click();
    const dialog = page.getByRole("dialog", { name: "Add group" });
    await dialog.getByLabel("Name:").fill("Made in passing");
    await expectNoSeriousAxe(page);
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    const groups = form.chooser("groups");
    await expectSoon(async () => groups.labels(groups.chosen), ["Made in passing"]);
    expect(await form.field("First name").inputValue()).toBe("Kept");
  });

  test("shows why a user holds a permission, and who holds it", async () => {
    const groupId = await makeGroup("Readers of groups", "auth.view_group");
    const person = await stage().person({ permissions: ["auth.view_group"] });
    const [, key] = Buffer.from(groupId, "base64url").toString().split(":");
    await stage().server.database.execute("INSERT INTO user_groups (user_id, group_id) VALUES ($1, $2)", [person.id, key]);
    const page = await stage().visit(`/auth/user/${userId(person)}/change/`);
    const form = new ChangeFormPage(page);
    await form.main.getByText("Effective permissions").click();
    const row = form.main.getByRole("row", { name: viewGroup });
    await expectShown(row.getByText("Given directly"), row.getByRole("link", { name: "Readers of groups" }));
    await expectNoSeriousAxe(page);
    await row.getByRole("link", { name: viewGroup }).click();
    const holders = new ConsolePage(page);
    await expectShown(holders.title("Who holds: Can view group"));
    await expectAddress(page, "/auth/permission/auth.view_group/holders/");
    await expectShown(
      holders.main.getByRole("row", { name: `${person.username} - No` }),
      holders.main.getByRole("row", { name: "admin - Yes" }),
    );
    await expectNoSeriousAxe(page);
    await holders.main.getByRole("link", { name: person.username }).click();
    await expectShown(form.title("Change user"));
  });

  async function permissionsOf(person: Parameters<typeof clientOf>[1]): Promise<readonly string[]> {
    const client = await clientOf(stage().server, person);
    return (await client.ask<{ viewer: { permissions: string[] } }>("{ viewer { permissions } }")).viewer.permissions;
  }
});
