import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, test } from "@jest/globals";

import { loadSettings, SettingsError } from "../../../foundation/platform/settings/load-settings.js";
import { rawRequest } from "../../support/raw-request.js";
import { createTestServer } from "../../support/test-server.js";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-operator-"));
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

const plain = await createTestServer();
const restyled = await createTestServer({
  GATEHOUSE_ACCOUNTS_STYLESHEET: file("house.css", ":root { --accent: teal }"),
  GATEHOUSE_LOGO: file("logo.svg", drawing),
});
afterAll(async () => {
  await Promise.all([plain.stop(), restyled.stop()]);
  rmSync(folder, { recursive: true });
});

const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

describe("headers of pages", () => {
  test.each([
    ["/", "no-referrer"],
    ["/accounts/", "no-referrer"],
    ["/accounts/reset/a-token/", "no-referrer"],
    ["/admin/", "same-origin"],
  ])("%s runs our own files only, is framed nowhere, and sends the referrer to nobody else", async (path, referrers) => {
    const { headers } = await rawRequest(plain.url, { method: "GET", path });
    expect(headers).toMatchObject({
      "content-security-policy": strictPolicy,
      "referrer-policy": referrers,
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
  });

  test.each(["//evil.example/", "/.", "/x", "/accountsx/", "/accounts%2Flogin/"])("there is no page at %s", async (path) => {
    expect((await rawRequest(plain.url, { method: "GET", path })).status).toBe(404);
  });

  test("/ is read only", async () => {
    expect((await rawRequest(plain.url, { method: "POST", path: "/" })).status).toBe(405);
  });
});

describe("the operator's style sheet", () => {
  test("is served with a tag, by which a browser asks whether it has changed", async () => {
    const path = "/accounts/custom.css";
    const { status, headers, text } = await rawRequest(restyled.url, { method: "GET", path });
    expect([status, headers["content-type"], text]).toEqual([200, "text/css; charset=utf-8", ":root { --accent: teal }"]);
    const again = await rawRequest(restyled.url, { method: "GET", path, headers: { "if-none-match": String(headers.etag) } });
    expect([again.status, again.text, again.headers["cache-control"]]).toEqual([304, "", "no-cache"]);
  });

  test("is empty where there is none", async () => {
    const { status, headers, text } = await rawRequest(plain.url, { method: "GET", path: "/accounts/custom.css" });
    expect([status, headers["content-type"], text]).toEqual([200, "text/css; charset=utf-8", ""]);
  });
});

describe("the logo", () => {
  test("runs nothing, even when a drawing is opened by itself", async () => {
    const { status, headers, text } = await rawRequest(restyled.url, { method: "GET", path: "/accounts/logo" });
    expect([status, headers["content-type"], text]).toEqual([200, "image/svg+xml", drawing]);
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; .*sandbox/);
  });

  test("is not there where there is none", async () => {
    expect((await rawRequest(plain.url, { method: "GET", path: "/accounts/logo" })).status).toBe(404);
  });

  test.each(["/accounts/logo", "/accounts/custom.css"])("%s answers HEAD without content, and POST not at all", async (path) => {
    const head = await rawRequest(restyled.url, { method: "HEAD", path });
    expect([head.status, head.text]).toEqual([200, ""]);
    expect((await rawRequest(restyled.url, { method: "POST", path })).status).toBe(405);
  });
});

test.each([
  [{ GATEHOUSE_LOGO: "/nowhere/logo.png" }, /^GATEHOUSE_LOGO: names a file that cannot be read: \/nowhere\/logo\.png$/],
  [{ GATEHOUSE_LOGO: folder }, /^GATEHOUSE_LOGO: must be a file that ends in \.svg, /],
  [{ GATEHOUSE_ACCOUNTS_STYLESHEET: "/nowhere/house.css" }, /^GATEHOUSE_ACCOUNTS_STYLESHEET: names a file that cannot be read/],
])("the server does not start with %j", (environment, message) => {
  expect(() => loadSettings(environment)).toThrow(SettingsError);
  expect(() => loadSettings(environment)).toThrow(message);
});
