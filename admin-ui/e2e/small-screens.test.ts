import { test } from "@jest/globals";

import { administer, createGroup, groupIdOf, userId } from "../../server/test/support/staff.js";
import { clientOf } from "../../server/test/support/people.js";
import { ChangeFormPage } from "./pages/change-form-page.js";
import { ChangeListPage } from "./pages/change-list-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe, expectNoSidewaysScroll } from "./support/expect-accessible.js";
import { expectShown, expectSoon } from "./support/expect-soon.js";

const screens = [
  ["phone", { width: 390, height: 844 }],
  ["tablet", { width: 820, height: 1180 }],
] as const;

describeConsole("on small screens", () => {
  const stage = prepareStage();

  test.each(screens)("staff finds, opens, changes and saves a user on a %s, and nothing sticks out sideways", async (screen, viewport) => {
    const person = await stage().person({ username: `hand.held.${screen}`, email: `${"long.".repeat(20)}${screen}@example.com` });
    const group = await createGroup(stage().server);
    await stage().server.database.execute("UPDATE groups SET name = $2 WHERE id = $1", [group, `Walkers of the ${screen}`]);
    const page = await stage().visit("/", { viewport });
    const [list, form] = [new ChangeListPage(page), new ChangeFormPage(page)];
    await list.link("Users").click();
    await list.search.fill(person.username);
    await list.searchButton.click();
    await expectSoon(async () => list.names(), [person.username]);
    await expectNoSidewaysScroll(page);
    await list.link(person.username).click();
    await expectShown(form.title("Change user"));
    await expectNoSidewaysScroll(page);
    await form.field("First name").fill("Wanda");
    await form.box("Staff status").check();
    const groups = form.chooser("groups");
    await groups.filter.fill("walkers");
    await groups.available.selectOption(`Walkers of the ${screen}`);
    await groups.choose.click();
    await form.main.getByText("Effective permissions").click();
    await expectNoSidewaysScroll(page);
    await expectNoSeriousAxe(page);
    await form.save.click();
    await expectShown(list.messages.getByText(`The user “${person.username}” was changed successfully.`));
    await expectShown(list.rows.getByText("Wanda"));
  });

  test.each(screens)("no page sticks out sideways on a %s, however long names are", async (_, viewport) => {
    const longName = "Wolfeschlegelsteinhausenbergerdorff".repeat(3);
    const person = await stage().person({ firstName: longName, permissions: ["auth.view_user"] });
    await clientOf(stage().server, person);
    const group = groupIdOf(await createGroup(stage().server));
    const client = await clientOf(stage().server, await stage().admin());
    await administer(client, "updateUser", { id: userId(person), lastName: longName, groupIds: [group] });
    const page = await stage().visit("/", { viewport });
    const form = new ChangeFormPage(page);
    const ofUser = ["change", "password", "history", "sessions", "delete"].map((place) => `/auth/user/${userId(person)}/${place}/`);
    const others = ["/admin/logentry/", "/auth/permission/auth.view_user/holders/"];
    for (const address of [...ofUser, ...others]) {
      await page.goto(`/admin${address}`);
      await expectShown(form.title(/./));
      await expectNoSidewaysScroll(page);
    }
    await page.goto(`/admin/auth/group/${group}/change/`);
    await expectShown(form.main.getByRole("heading", { name: "Members (1)" }));
    await expectNoSidewaysScroll(page);
  });
});
