import { expect, test } from "@jest/globals";
import type { Page } from "playwright-core";

import { logIn, mutate } from "../../server/test/support/operations.js";
import { clientOf, goodPassword, type Person } from "../../server/test/support/people.js";
import { administer, userId } from "../../server/test/support/staff.js";
import { ConsolePage } from "./pages/console-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectShown } from "./support/expect-soon.js";

/** Texts that would run if a page took them for more than texts. Each calls the function that the test watches. */
const payloads = [
  "<script>executed(1)</script>",
  '"><img src=x onerror=executed(2)>',
  "javascript:executed(3)",
  "{{constructor.constructor('executed(4)')()}}${executed(5)}",
  "<svg onload=executed(6)></svg><!--",
  "'-executed(7)-'",
];

describeConsole("stored payloads", () => {
  const stage = prepareStage();

  test("in every text field are texts on all pages: nothing is executed, nothing violates the policy", async () => {
    const executions: unknown[] = [];
    const people = await fillEverything();
    const page = await stage().open({ as: people.reader });
    await page.exposeFunction("executed", (which: unknown) => void executions.push(which));
    await page.goto("/admin/");
    const visited = await walk(
      page,
      people.victims.map((victim) => `/admin/auth/user/${userId(victim)}/change/`),
    );
    expect(visited).toEqual(expect.arrayContaining(["/admin/", "/admin/auth/user/", "/admin/password_change/"]));
    expect(visited.length).toBeGreaterThan(10);
    expect(executions).toEqual([]);
    // That nothing was refused by the policy is checked after every test.
  });

  test("would be noticed", async () => {
    const executions: unknown[] = [];
    stage().complaints.expect(/policy: |Content Security Policy/);
    const page = await stage().visit("/");
    await page.exposeFunction("executed", (which: unknown) => void executions.push(which));
    await page.reload();
    await expectShown(new ConsolePage(page).title(/./));
    await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), payloads[1] ?? "");
    await page.evaluate("executed(0)");
    expect(executions).toEqual([0]);
  });

  /** Puts the payloads wherever the API takes them, as people do. */
  async function fillEverything(): Promise<{ reader: Person; victims: Person[] }> {
    const reader = await stage().person({ isStaff: true, isSuperuser: true, firstName: payloads[0] ?? "", lastName: payloads[1] ?? "" });
    const staff = await clientOf(stage().server, reader);
    const victims: Person[] = [];
    for (const payload of payloads) {
      const victim = await stage().person({ firstName: payload, lastName: payload });
      victims.push(victim);
      const client = stage().server.client();
      client.headers["user-agent"] = payload;
      const { userErrors } = await logIn(client, { identifier: victim.username, password: goodPassword, deviceName: payload });
      expect(userErrors).toEqual([]);
      await mutate(client, "updateProfile", { firstName: `${payload} `, lastName: payload });
      const { group } = await administer(staff, "createGroup", { name: payload });
      expect(group).not.toBeNull();
      await administer(staff, "addUsersToGroup", { ids: [userId(victim)], groupId: group?.id });
    }
    return { reader, victims };
  }
});

/**
 * Opens every page of the console that some link leads to, searches and orders left out, and waits for each.
 *
 * @returns their paths
 */
async function walk(page: Page, more: readonly string[]): Promise<string[]> {
  const visited = new Set<string>();
  const waiting = ["/admin/", ...more];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (visited.has(path)) continue;
    visited.add(path);
    await page.goto(path);
    await expectShown(new ConsolePage(page).title(/./));
    await page.waitForLoadState("networkidle");
    const found = await page.evaluate(() => [...document.links].map((link) => link.href));
    waiting.push(...found.filter((href) => href.startsWith(new URL("/admin/", page.url()).href)).map((href) => new URL(href).pathname));
  }
  return [...visited];
}
