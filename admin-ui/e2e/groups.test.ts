import { expect, test } from "@jest/globals";

import { clientOf } from "../../server/test/support/people.js";
import { administer, userId } from "../../server/test/support/staff.js";
import { ChangeFormPage } from "./pages/change-form-page.js";
import { ChangeListPage } from "./pages/change-list-page.js";
import { DeletionPage } from "./pages/deletion-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectDescribed } from "./support/expect-described.js";
import { expectAddress, expectGone, expectShown, expectSoon } from "./support/expect-soon.js";

const viewUser = "Authentication and Authorization | user | Can view user";

describeConsole("groups", () => {
  const stage = prepareStage();

  async function makeGroup(name: string, ...members: readonly string[]): Promise<string> {
    const client = await clientOf(stage().server, await stage().admin());
    const { group } = await administer(client, "createGroup", { name });
    const groupId = group?.id ?? "";
    if (members.length > 0) await administer(client, "addUsersToGroup", { ids: members, groupId });
    return groupId;
  }

  test("are made with permissions, renamed, and deleted", async () => {
    const page = await stage().visit("/auth/group/");
    const [list, form, deletion] = [new ChangeListPage(page), new ChangeFormPage(page), new DeletionPage(page)];
    await list.link("Add group").click();
    await form.field("Name").fill("Lamp lighters");
    const permissions = form.chooser("permissions");
    await permissions.filter.fill("view user");
    await expectSoon(async () => permissions.labels(permissions.available), [viewUser]);
    await permissions.available.selectOption(viewUser);
    await permissions.choose.click();
    await form.save.click();
    await expectShown(list.messages.getByText("The group “Lamp lighters” was added successfully."));
    await list.rows.getByRole("link", { name: "Lamp lighters" }).click();
    await expectShown(form.title("Change group"));
    await expectSoon(async () => permissions.labels(permissions.chosen), [viewUser]);
    await form.field("Name").fill("Lantern keepers");
    await form.save.click();
    await expectShown(list.messages.getByText("The group “Lantern keepers” was changed successfully."));
    await list.search.fill("lantern");
    await list.search.press("Enter");
    await expectSoon(async () => list.names(), ["Lantern keepers"]);
    await list.tickPage.click();
    await list.run("Delete selected groups");
    await deletion.yes.click();
    await expectShown(list.messages.getByText("Successfully deleted 1 group."));
    await expectAddress(page, "/auth/group/?q=lantern");
    await expectSoon(async () => list.names(), []);
  });

  test("have names of their own: another one's is refused at the field", async () => {
    await makeGroup("Taken");
    const page = await stage().visit("/auth/group/add/");
    const form = new ChangeFormPage(page);
    await form.save.click();
    await expectDescribed(form.field("Name"), "This field is required.");
    await form.field("Name").fill("Taken");
    await form.save.click();
    await expectDescribed(form.field("Name"), "Group with this Name already exists.");
  });

  test("show their members, who are searched and removed there", async () => {
    const [ivo, jana] = [await stage().person({ username: "member.ivo" }), await stage().person({ username: "member.jana" })];
    const groupId = await makeGroup("With members", userId(ivo), userId(jana));
    const page = await stage().visit(`/auth/group/${groupId}/change/`);
    const form = new ChangeFormPage(page);
    const members = form.main.getByRole("region", { name: /^Members/ });
    await expectShown(members.getByRole("heading", { name: "Members (2)" }));
    await expectNoSeriousAxe(page);
    await members.getByRole("searchbox", { name: "Search members" }).fill("jana");
    await expectShown(members.getByRole("heading", { name: "Members (1)" }));
    await expectGone(members.getByRole("link", { name: "member.ivo" }));
    await members.getByRole("button", { name: "Remove from group member.jana" }).click();
    await expectShown(form.messages.getByText("The user “member.jana” was removed from the group."));
    await expectShown(members.getByText("Nobody is in this group, or nobody fits the search."));
    await members.getByRole("searchbox").fill("");
    await expectShown(members.getByRole("heading", { name: "Members (1)" }));
    await members.getByRole("link", { name: "member.ivo" }).click();
    const groups = form.chooser("groups");
    await expectSoon(async () => groups.labels(groups.chosen), ["With members"]);
    await page.goto(`/admin/auth/user/${userId(jana)}/change/`);
    await expectShown(form.title("Change user"));
    expect(await groups.labels(groups.chosen)).toEqual([]);
  });
});
