import { expect, test } from "@jest/globals";

import type { GraphqlClient } from "../../server/test/support/graphql-client.js";
import { logIn, whoIs } from "../../server/test/support/operations.js";
import type { Person } from "../../server/test/support/people.js";
import { userId } from "../../server/test/support/staff.js";
import { ChangeFormPage } from "./pages/change-form-page.js";
import { ConsolePage } from "./pages/console-page.js";
import { LogInPage } from "./pages/log-in-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectNoSeriousAxe } from "./support/expect-accessible.js";
import { expectGone, expectShown } from "./support/expect-soon.js";

describeConsole("the sessions of a user", () => {
  const stage = prepareStage();

  async function sessionOn(deviceName: string, { username, password }: Person): Promise<GraphqlClient> {
    const client = stage().server.client();
    const { userErrors } = await logIn(client, { identifier: username, password, deviceName });
    expect(userErrors).toEqual([]);
    return client;
  }

  test("are ended one by one or all at once, and the next request of each knows", async () => {
    const person = await stage().person();
    const [phone, desk, tablet] = [await sessionOn("Phone", person), await sessionOn("Desk", person), await sessionOn("Tablet", person)];
    const page = await stage().visit(`/auth/user/${userId(person)}/change/`);
    const form = new ChangeFormPage(page);
    await form.link("Sessions").click();
    await expectShown(form.title("Sessions"), form.main.getByRole("row", { name: /^Phone 127\.0\.0\.1 Password/ }));
    await expectNoSeriousAxe(page);
    await form.main.getByRole("button", { name: "End Desk" }).click();
    await expectShown(form.messages.getByText("1 session was ended."));
    await expectGone(form.main.getByRole("row", { name: /^Desk/ }));
    expect([await whoIs(phone), await whoIs(desk), await whoIs(tablet)]).toEqual([person.username, null, person.username]);
    await form.main.getByRole("button", { name: "End all sessions" }).click();
    await expectShown(form.messages.getByText("2 sessions were ended."), form.main.getByText("The user is not logged in anywhere."));
    expect([await whoIs(phone), await whoIs(tablet)]).toEqual([null, null]);
  });

  test("end in the user's own browser: the next click leads to the log-in page", async () => {
    const clerk = await stage().staff("auth.view_user");
    const theirs = await stage().open();
    await theirs.goto("/admin/");
    await new LogInPage(theirs).logIn(clerk);
    await expectShown(new ConsolePage(theirs).title("Site administration"));
    const page = await stage().visit(`/auth/user/${userId(clerk)}/sessions/`);
    const console = new ConsolePage(page);
    await console.main.getByRole("button", { name: "End Chrome on Linux" }).click();
    await expectShown(console.main.getByText("The user is not logged in anywhere."));
    await new ConsolePage(theirs).link("Users").click();
    await expectShown(new LogInPage(theirs).submit);
  });

  test("that ended meanwhile are told so", async () => {
    const person = await stage().person();
    await sessionOn("Phone", person);
    const page = await stage().visit(`/auth/user/${userId(person)}/sessions/`);
    const console = new ConsolePage(page);
    const end = console.main.getByRole("button", { name: "End Phone" });
    await expectShown(end);
    await stage().server.database.execute("DELETE FROM sessions WHERE user_id = $1", [person.id]);
    await end.click();
    await expectShown(console.messages.getByText("There is no such session; it may have ended already."));
  });

  test("are seen by whoever may see them, and ended by whoever may end them", async () => {
    const person = await stage().person();
    await sessionOn("Phone", person);
    const viewer = await stage().staff("auth.view_user", "sessions.view_session");
    const page = await stage().visit(`/auth/user/${userId(person)}/sessions/`, { as: viewer });
    const console = new ConsolePage(page);
    await expectShown(console.main.getByRole("row", { name: /^Phone/ }));
    await expectGone(console.main.getByRole("button"));
    const stranger = await stage().visit(`/auth/user/${userId(person)}/sessions/`, { as: await stage().staff("auth.view_user") });
    await expectShown(new ConsolePage(stranger).title("Permission denied"));
  });

  test("of one's own are ended without any right, save for the one in use", async () => {
    const viewer = await stage().staff("auth.view_user", "sessions.view_session");
    const phone = await sessionOn("Phone", viewer);
    const page = await stage().visit(`/auth/user/${userId(viewer)}/sessions/`, { as: viewer });
    const console = new ConsolePage(page);
    await expectShown(console.main.getByRole("row", { name: "(this one)" }));
    await console.main.getByRole("button", { name: "End Phone" }).click();
    await expectShown(console.messages.getByText("1 session was ended."));
    expect(await whoIs(phone)).toBeNull();
    await expectGone(console.main.getByRole("button"));
  });
});
