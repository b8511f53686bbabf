import { expect, test } from "@jest/globals";

import { batchSize, createCrowd, holdBack } from "../../server/test/support/bulk-changes.js";
import { whoIs } from "../../server/test/support/operations.js";
import { clientOf } from "../../server/test/support/people.js";
import { createGroup } from "../../server/test/support/staff.js";
import { ChangeListPage } from "./pages/change-list-page.js";
import { ConsolePage } from "./pages/console-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectAddress, expectGone, expectShown, expectSoon } from "./support/expect-soon.js";

describeConsole("many users at once", () => {
  const stage = prepareStage();

  test("are deactivated: the ticked ones, and nobody else", async () => {
    const people = [];
    for (const name of ["poppy.ada", "poppy.ben", "poppy.cleo", "poppy.dora"]) people.push(await stage().person({ username: name }));
    const sessions = await Promise.all(people.map(async (person) => clientOf(stage().server, person)));
    const page = await stage().visit("/auth/user/?q=poppy");
    const list = new ChangeListPage(page);
    await list.go.click();
    await expectShown(list.messages.getByText("Select at least one row before you run an action. Nothing was changed."));
    await list.tick("poppy.ada").click();
    await list.tick("poppy.cleo").click({ modifiers: ["Shift"] });
    await expectShown(list.selected.getByText("3 of 4 selected"));
    await list.tick("poppy.ben").click();
    await expectShown(list.selected.getByText("2 of 4 selected"));
    await list.go.click();
    await expectShown(list.messages.getByText("No action selected."));
    await expectNoSeriousAxe(page);
    await list.run("Deactivate selected users");
    await expectShown(list.messages.getByText("Successfully deactivated 2 users."), list.selected.getByText("0 of 4 selected"));
    await expectAddress(page, "/auth/user/?q=poppy");
    expect(await Promise.all(sessions.map(whoIs))).toEqual([null, "poppy.ben", null, "poppy.dora"]);
    await list.filterChoice("By active", "No").click();
    await expectSoon(async () => list.names(), ["poppy.ada", "poppy.cleo"]);
    await list.tickPage.click();
    await list.run("Activate selected users");
    await expectShown(list.messages.getByText("Successfully activated 2 users."));
    await expectSoon(async () => list.names(), []);
  });

  test("are put into a group that is searched for", async () => {
    const [person] = [await stage().person({ username: "lotus.eva" })];
    const group = await createGroup(stage().server, ["auth.view_group"]);
    await stage().server.database.execute("UPDATE groups SET name = 'Pond keepers' WHERE id = $1", [group]);
    const page = await stage().visit("/auth/user/?q=lotus");
    const list = new ChangeListPage(page);
    await list.tickPage.click();
    await list.run("Add selected users to group…");
    const dialog = page.getByRole("dialog", { name: "Add selected users to group – 1 user" });
    await dialog.getByRole("searchbox", { name: "Filter group" }).fill("pond");
    await dialog.getByRole("radio", { name: "Pond keepers" }).check();
    await expectNoSeriousAxe(page);
    await dialog.getByRole("button", { name: "Add selected users to group" }).click();
    await expectShown(list.messages.getByText("Successfully added 1 user to the group “Pond keepers”."));
    await list.filterChoice("By groups", "Pond keepers").click();
    await expectSoon(async () => list.names(), [person.username]);
  });

  test("are all changed or none: the refusal says why", async () => {
    const clerk = await stage().staff("auth.view_user", "auth.change_user");
    const plain = await stage().person({ username: "aster.plain" });
    await stage().person({ username: "aster.super", isSuperuser: true });
    const session = await clientOf(stage().server, plain);
    const list = new ChangeListPage(await stage().visit("/auth/user/?q=aster", { as: clerk }));
    await list.tickPage.click();
    await list.run("Deactivate selected users");
    await expectShown(list.messages.getByText("Nothing was changed:"), list.messages.getByText("Only a superuser can change a superuser."));
    await expectShown(list.selected.getByText("2 of 2 selected"));
    expect(await whoIs(session)).toBe(plain.username);
  });

  test("can be more than a page: all of a list are meant, and what was shown is what is changed", async () => {
    const { database } = stage().server;
    await createCrowd(stage().server, 120);
    await database.execute("UPDATE users SET username = 'iris' || id, username_key = 'iris' || id WHERE username LIKE 'crowd%'");
    const page = await stage().visit("/auth/user/?q=iris");
    const list = new ChangeListPage(page);
    await list.tickPage.click();
    await expectShown(list.selected.getByText("100 of 100 selected"));
    await page.getByRole("button", { name: "Select all 120 users" }).click();
    await expectShown(list.selected.getByText("All 120 selected"));
    await stage().person({ username: "iris.late" });
    await list.action.selectOption({ label: "Deactivate selected users" });
    await list.go.click();
    const dialog = page.getByRole("dialog", { name: "Deactivate selected users – 120 users" });
    await dialog.getByRole("button", { name: "Deactivate selected users" }).click();
    await expectShown(list.messages.getByText("These are 121 users now, and not 120; look at the list again."));
    await page.reload();
    await list.tickPage.click();
    await page.getByRole("button", { name: "Select all 121 users" }).click();
    await list.run("Deactivate selected users");
    await page.getByRole("dialog").getByRole("button", { name: "Deactivate selected users" }).click();
    await expectShown(list.messages.getByText("Successfully deactivated 121 users."));
    expect(await database.query("SELECT count(*)::integer AS count FROM users WHERE username LIKE 'iris%' AND is_active")).toEqual([
      { count: 0 },
    ]);
  });

  test("that are very many are changed while one goes on, with progress on every page", async () => {
    const crowd = await createCrowd(stage().server, 1200);
    const release = await holdBack(stage().server, crowd.keys[2 * batchSize]);
    const page = await stage().visit("/auth/user/?q=crowd");
    const list = new ChangeListPage(page);
    await list.tickPage.click();
    await page.getByRole("button", { name: "Select all 1200 users" }).click();
    await list.run("Deactivate selected users");
    await page.getByRole("dialog").getByRole("button", { name: "Deactivate selected users" }).click();
    await expectShown(page.getByRole("progressbar", { name: "Deactivating users: 1000 of 1200" }));
    await page.goto("/admin/");
    const console = new ConsolePage(page);
    await expectShown(console.title("Site administration"), page.getByRole("progressbar", { name: "Deactivating users: 1000 of 1200" }));
    await release();
    await expectShown(console.messages.getByText("Users deactivated: 1200."));
    await expectGone(page.getByRole("progressbar"));
  });
});
