#!/usr/bin/env node
// Takes the pictures in docs/screenshots/: our pages at the sizes of the pictures of Django's admin, with the same data every time.
// Arguments are parts of names; without any, all pictures are taken.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./build-parts.mjs";
import { ensureBuildOrExit } from "./ensure-build.mjs";

await ensureBuildOrExit();
// Only now: these stand on the built server.
const { inPlace } = await import("./screenshots/place.mjs");
const { fill, PASSWORD } = await import("./screenshots/people.mjs");
const { SHOTS } = await import("./screenshots/shots.mjs");
const { ACCOUNT_SHOTS } = await import("./screenshots/account-shots.mjs");

const folder = join(ROOT, "docs/screenshots");
const wanted = process.argv.slice(2);
const shots = [...SHOTS, ...ACCOUNT_SHOTS].filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));

await inPlace(async (place) => {
  mkdirSync(folder, { recursive: true });
  await fill(place.database);
  await makeHistory(place);
  for (const shot of shots) {
    try {
      await take(place, shot);
    } catch (error) {
      console.error(`${shot.name}: ${error.message.split("\n")[0]}`);
      process.exitCode = 1;
    }
  }
});

async function take(place, shot) {
  const { url, database, browser } = place;
  const { name, address, as = "admin", isFullPage = false, clip, act, ...looks } = shot;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", timezoneId: "UTC", ...looks });
  try {
    context.setDefaultTimeout(10_000);
    if (as !== null) await context.addCookies([{ ...(await logIn(url, as)), url }]);
    const page = await context.newPage();
    await page.goto(`${url}${shot.root ?? "/admin"}${await withIds(database, address)}`);
    await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    await act?.(page, place);
    await page.waitForLoadState("networkidle");
    await page.screenshot({
      path: join(folder, `${name}.png`),
      fullPage: isFullPage,
      ...(clip && { clip }),
      animations: "disabled",
      caret: "initial",
    });
  } finally {
    await context.close();
  }
}

/** Changes somebody as staff does, so that there is something to read about it. */
async function makeHistory({ url, database }) {
  const cookie = await logIn(url, "admin");
  const id = nodeId("User", await idOf(database, "user", "ben.lee"));
  const change = "mutation ($input: UpdateUserInput!) { updateUser(input: $input) { userErrors { message } } }";
  for (const input of [{ firstName: "Benjamin" }, { isStaff: true }, { email: "ben.lee@example.org", lastName: "Lee-Sato" }]) {
    await ask(url, { query: change, variables: { input: { id, ...input } } }, cookie);
  }
}

async function logIn(url, username) {
  const query = "mutation ($input: LogInInput!) { logIn(input: $input) { userErrors { message } } }";
  const response = await ask(url, { query, variables: { input: { identifier: username, password: PASSWORD } } });
  const [name, value] = response.headers.getSetCookie()[0].split(";", 1)[0].split("=");
  return { name, value };
}

async function ask(url, body, cookie) {
  const headers = { "content-type": "application/json", ...(cookie && { cookie: `${cookie.name}=${cookie.value}` }) };
  const response = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify(body) });
  const { errors } = await response.clone().json();
  if (errors) throw new Error(JSON.stringify(errors));
  return response;
}

/** Puts ids where an address names users and groups. */
async function withIds(database, address) {
  const [whole, named] = /\{([^}]+)\}/.exec(address) ?? [];
  if (named === undefined) return address;
  const isGroup = named.startsWith("group:");
  const id = await idOf(database, isGroup ? "group" : "user", named.replace("group:", ""));
  return address.replace(whole, nodeId(isGroup ? "Group" : "User", id));
}

async function idOf(database, table, name) {
  const [row] = await database.query(`SELECT id FROM ${table}s WHERE ${table === "user" ? "username" : "name"} = $1`, [name]);
  if (!row) throw new Error(`there is no ${table} ${name}`);
  return row.id;
}

function nodeId(type, id) {
  return Buffer.from(`${type}:${id}`).toString("base64url");
}
