import { expect, test } from "@jest/globals";
import type { Page, Request } from "playwright-core";

import { until } from "../../server/test/faults/until.js";
import { logIn, mutate } from "../../server/test/support/operations.js";
import { clientOf, goodPassword, type Person } from "../../server/test/support/people.js";
import { administer, userId } from "../../server/test/support/staff.js";
import { ConsolePage } from "./pages/console-page.js";
import { describeConsole, prepareStage } from "./support/describe-console.js";
import { expectShown, expectSoon } from "./support/expect-soon.js";

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
    const shown = await walk(page);
    const visited = [...shown.keys()];
    expect(visited).toEqual(expect.arrayContaining(["/admin/", "/admin/auth/user/", "/admin/password_change/"]));
    for (const victim of people.victims) expect(visited).toContain(`/admin/auth/user/${userId(victim)}/change/`);
    const everything = [...shown.values()].join("\n");
    for (const payload of payloads) expect(everything).toContain(payload);
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
    await expectSoon(() => stage().complaints.has(/^policy: script-src/), true);
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
 * Opens every page of the console that some link leads to, whatever is searched or sorted there, and unfolds what is folded.
 *
 * @returns what each page shows, by its path
 */
async function walk(page: Page): Promise<Map<string, string>> {
  const shown = new Map<string, string>();
  const underWay = new Set<Request>();
  page.on("request", (request) => underWay.add(request));
  page.on("requestfinished", (request) => underWay.delete(request));
  page.on("requestfailed", (request) => underWay.delete(request));
  const isQuiet = async (): Promise<true> => until("all answers have come", () => underWay.size === 0);
  const waiting = ["/admin/"];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (shown.has(path)) continue;
    await page.goto(path);
    await expectShown(new ConsolePage(page).title(/./));
    await isQuiet();
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    await isQuiet();
    const { links, text } = await read(page);
    shown.set(path, text);
    waiting.push(...links.filter((link) => link.startsWith("/admin/")));
  }
  return shown;
}

/** What a page shows, also in its inputs, and the paths that it links to. */
async function read(page: Page): Promise<{ links: string[]; text: string }> {
  return page.evaluate(() => ({
    links: [...document.links].filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname),
    text: [document.body.innerText, ...[...document.querySelectorAll("input")].map(({ value }) => value)].join("\n"),
  }));
}
