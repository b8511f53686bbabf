import { expect, test } from "@jest/globals";

import { faultsOf, logIn } from "../../server/test/support/operations.js";
import { clientOf, type Person } from "../../server/test/support/people.js";
import { userId } from "../../server/test/support/staff.js";
import { ChangeFormPage } from "./pages/change-form-page.js";
import { ChangeListPage } from "./pages/change-list-page.js";
import { ConsolePage } from "./pages/console-page.js";
import { DeletionPage } from "./pages/deletion-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectAddress, expectGone, expectShown, expectSoon } from "./support/expect-soon.js";

describeConsole("deleting", () => {
  const stage = prepareStage();

  const isThere = async ({ id }: Person): Promise<boolean> =>
    (await stage().server.database.query("SELECT 1 FROM users WHERE id = $1", [id])).length === 1;

  test("a user asks first, with all that goes along; then the user is gone, and the list is as it was", async () => {
    const person = await stage().person({ username: "fern.old", groupPermissions: ["auth.view_user"] });
    await clientOf(stage().server, person);
    const page = await stage().visit("/auth/user/?q=fern");
    const [list, form, deletion] = [new ChangeListPage(page), new ChangeFormPage(page), new DeletionPage(page)];
    await list.link("fern.old").click();
    await form.delete.click();
    await expectShown(deletion.title("Delete"), deletion.main.getByText("Do you really want to delete the user “fern.old”?"));
    await expectShown(deletion.main.getByText("Users: 1"), deletion.main.getByText("Sessions: 1"), deletion.link("fern.old"));
    await expectNoSeriousAxe(page);
    await deletion.no.click();
    await expectShown(form.title("Change user"));
    expect(await isThere(person)).toBe(true);
    await form.delete.click();
    await deletion.yes.click();
    await expectShown(list.messages.getByText("The user “fern.old” was deleted successfully."));
    await expectAddress(page, "/auth/user/?q=fern");
    await expectSoon(async () => list.names(), []);
    expect(await isThere(person)).toBe(false);

    await page.goto(`/admin/auth/user/${userId(person)}/change/`);
    await expectShown(new ConsolePage(page).main.getByText(`The user with ID “${userId(person)}” does not exist. Perhaps it was deleted?`));
  });

  test("a user offers to deactivate instead", async () => {
    const person = await stage().person();
    const page = await stage().visit(`/auth/user/${userId(person)}/delete/`);
    const deletion = new DeletionPage(page);
    await expectShown(deletion.main.getByText("That can be undone; deleting cannot."));
    await deletion.instead.click();
    await expectShown(deletion.messages.getByText("Successfully deactivated 1 user."));
    expect(await isThere(person)).toBe(true);
    const { server } = stage();
    expect(faultsOf(await logIn(server.client(), { identifier: person.username, password: person.password }))).not.toEqual([]);
  });

  test("many users from the list names them all", async () => {
    const people = [await stage().person({ username: "moss.a" }), await stage().person({ username: "moss.b" })];
    await stage().person({ username: "moss.c" });
    const page = await stage().visit("/auth/user/?q=moss");
    const [list, deletion] = [new ChangeListPage(page), new DeletionPage(page)];
    for (const { username } of people) await list.tick(username).click();
    await list.run("Delete selected users");
    await expectShown(deletion.title("Delete multiple objects"), deletion.link("moss.a"), deletion.link("moss.b"));
    await expectGone(deletion.link("moss.c"));
    await deletion.yes.click();
    await expectShown(list.messages.getByText("Successfully deleted 2 users."));
    await expectSoon(async () => list.names(), ["moss.c"]);
    expect(await Promise.all(people.map(isThere))).toEqual([false, false]);
  });

  test("oneself is refused before it is tried", async () => {
    const boss = await stage().person({ isStaff: true, isSuperuser: true });
    const page = await stage().visit(`/auth/user/${userId(boss)}/delete/`, { as: boss });
    const deletion = new DeletionPage(page);
    await expectShown(deletion.title("Cannot delete user"), deletion.main.getByText("You cannot delete your own account here."));
    await expectGone(deletion.yes);
  });
});
