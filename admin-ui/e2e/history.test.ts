import { readFile } from "node:fs/promises";

import { expect, test } from "@jest/globals";

import { clientOf } from "../../server/test/support/people.js";
import { administer, sendAsStaff, userId } from "../../server/test/support/staff.js";
import { ChangeFormPage } from "./pages/change-form-page.js";
import { ChangeListPage } from "./pages/change-list-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectAddress, expectGone, expectShown, expectSoon } from "./support/expect-soon.js";

describeConsole("reading what was done", () => {
  const stage = prepareStage();

  test("to a user: who did it, with the old and the new values", async () => {
    const boss = await stage().person({ isStaff: true, isSuperuser: true, firstName: "Berta", lastName: "Boss" });
    const person = await stage().person({ firstName: "Ada" });
    const page = await stage().visit(`/auth/user/${userId(person)}/change/`, { as: boss });
    const form = new ChangeFormPage(page);
    await form.field("First name").fill("Augusta");
    await form.box("Staff status").check();
    await form.saveAndContinue.click();
    await expectShown(form.messages.getByText("was changed successfully."));
    await administer(await clientOf(stage().server, boss), "setUserPassword", { id: userId(person), password: "another-Tulip-47" });
    await form.history.click();
    await expectShown(form.title(`Change history: ${person.username}`));
    const entries = form.main.getByRole("row").filter({ hasText: `${boss.username} (Berta Boss)` });
    await expectSoon(async () => entries.count(), 2);
    expect(await entries.first().innerText()).toMatch(
      /Changed First name and Staff status\.\s+First name: Ada → Augusta\s+Staff status: No → Yes/,
    );
    expect(await entries.last().innerText()).toMatch(/Changed password\.$/);
    expect(await form.main.innerText()).not.toContain("Tulip");
    await expectNoSeriousAxe(page);
    await form.breadcrumbs.getByRole("link", { name: person.username }).click();
    await expectShown(form.title("Change user"));
  });

  test("on the whole site: searched and filtered, with a link to what it was done to", async () => {
    const boss = await stage().person({ isStaff: true, isSuperuser: true });
    const client = await clientOf(stage().server, boss);
    const person = await stage().person({ username: "logged.one", firstName: "Before" });
    await administer(client, "updateUser", { id: userId(person), firstName: "Behind" });
    await administer(client, "deactivateUsers", { ids: [userId(person)] });
    await administer(client, "createGroup", { name: "logged.one as a group" });
    const page = await stage().visit("/admin/logentry/?q=logged.one");
    const list = new ChangeListPage(page);
    await expectShown(list.title("Log entries"));
    await expectSoon(async () => list.rows.count(), 3);
    await list.filterChoice("By action", "Changed").click();
    await expectAddress(page, "/admin/logentry/?q=logged.one&action=CHANGE");
    await expectSoon(async () => list.rows.count(), 2);
    const older = list.rows.last();
    await older.getByText("Changed First name.").click();
    await expectShown(older.getByText("First name: Before → Behind"));
    await expectNoSeriousAxe(page);
    await list.filterChoice("By outcome", "Refused").click();
    await expectSoon(async () => list.rows.count(), 0);
    await list.filterChoice("By outcome", "All").click();
    await list.filterChoice("By date", "Today").click();
    await expectSoon(async () => list.rows.count(), 2);
    await list.rows.first().getByRole("link", { name: "logged.one" }).click();
    await expectShown(new ChangeFormPage(page).title("Change user"));
  });

  test("as it happens: the log reads itself again, unless it is paused", async () => {
    const client = await clientOf(stage().server, await stage().admin());
    const page = await stage().open({ as: await stage().admin() });
    await page.clock.install();
    await page.goto("/admin/admin/logentry/?q=fresh.group");
    const list = new ChangeListPage(page);
    await expectShown(list.main.getByText("The list reads itself again every 5 seconds."));
    await administer(client, "createGroup", { name: "fresh.group one" });
    await page.clock.fastForward("00:06");
    await expectSoon(async () => list.rows.count(), 1);
    await list.main.getByRole("button", { name: "Pause" }).click();
    await expectShown(list.main.getByText("The list stays as it is."));
    await administer(client, "createGroup", { name: "fresh.group two" });
    await page.clock.fastForward("01:00");
    expect(await list.rows.count()).toBe(1);
    await list.main.getByRole("button", { name: "Resume" }).click();
    await page.clock.fastForward("00:06");
    await expectSoon(async () => list.rows.count(), 2);
  });

  test("is taken away as a file, as it is filtered", async () => {
    const client = await clientOf(stage().server, await stage().admin());
    await administer(client, "createGroup", { name: "=filed(1)" });
    await sendAsStaff(client, "createGroup", { name: "not that one" });
    const page = await stage().visit("/admin/logentry/?q=filed");
    const list = new ChangeListPage(page);
    await expectSoon(async () => list.rows.count(), 1);
    const download = page.waitForEvent("download");
    await list.main.getByRole("button", { name: "Export CSV" }).click();
    const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\r\n");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("'=filed(1)");
  });

  test("is for those who may: others find neither the log nor a way to it", async () => {
    const page = await stage().visit("/admin/logentry/", { as: await stage().staff("auth.view_user") });
    const list = new ChangeListPage(page);
    await expectShown(list.title("Permission denied"));
    await expectGone(list.sidebar.getByRole("link", { name: "Log entries" }));
  });
});
