import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { afterAll, describe, expect, test } from "@jest/globals";

import { type RawAnswer, rawRequest } from "../../test/support/raw-request.js";
import { createPage, type Page } from "./pages.js";

const root = mkdtempSync(join(tmpdir(), "gatehouse-pages-"));
const folder = join(root, "built");
mkdirSync(join(folder, "assets"), { recursive: true });
writeFileSync(join(folder, "index.html"), "<!doctype html><title>the page</title>");
writeFileSync(join(folder, "assets", "index-abc.js"), "run()");
writeFileSync(join(folder, "assets", "index-abc.js.gz"), gzipSync("run()"));
writeFileSync(join(root, "secret.html"), "not for anybody");

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(root, { recursive: true });
});

type Ask = (path: string, headers?: Record<string, string>, method?: string) => Promise<RawAnswer>;

/** Asks a server that has nothing but the page. */
async function serving(page: Page): Promise<Ask> {
  const server = createServer(page).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async (path, headers = {}, method = "GET") => rawRequest(url, { method, path, headers });
}

const ask = await serving(createPage({ folder, path: "/accounts", headers: { "Referrer-Policy": "no-referrer" }, single: true }));

describe("a single page", () => {
  test.each([
    "/accounts",
    "/accounts/",
    "/accounts/?next=/",
    "/accounts/reset/an.id-and_token/",
    "/accounts/reset/an.id-and_token",
    "/accounts/a%2Fb/",
    "/accounts/sub/assets/x",
  ])("shows at %s, and is asked for anew each time", async (path) => {
    const { status, headers, text } = await ask(path);
    expect([status, headers["content-type"], headers["cache-control"]]).toEqual([200, "text/html;charset=utf-8", "no-cache"]);
    expect(text).toContain("the page");
    expect(headers["referrer-policy"]).toBe("no-referrer");
  });

  test("repeats its headers when the browser has it already", async () => {
    const { headers: first } = await ask("/accounts/login/");
    const { status, headers, text } = await ask("/accounts/login/", { "if-none-match": String(first.etag) });
    expect([status, text]).toEqual([304, ""]);
    expect(headers).toMatchObject({ "referrer-policy": "no-referrer", "cache-control": "no-cache", vary: "Accept-Encoding" });
  });

  test("answers HEAD without the page", async () => {
    const { status, headers, text } = await ask("/accounts/login/", {}, "HEAD");
    expect([status, headers["content-length"], text]).toEqual([200, "38", ""]);
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS"])("is not changed with %s", async (method) => {
    const { status, headers } = await ask("/accounts/logout/", {}, method);
    expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
  });

  test.each([
    "/accounts/../secret.html",
    "/accounts/%2e%2e/secret.html",
    "/accounts/..%2fsecret.html",
    "/accounts/assets/..%5c..%5csecret.html",
    "/accounts/%00",
  ])("shows nothing else at %s", async (path) => {
    const { status, text } = await ask(path);
    expect(status === 404 || text.includes("the page")).toBe(true);
    expect(text).not.toContain("not for anybody");
  });
});

describe("files of a page", () => {
  test("are kept for ever, and sent compressed to whom takes that", async () => {
    const plain = await ask("/accounts/assets/index-abc.js");
    expect([plain.status, plain.text, plain.headers["content-encoding"]]).toEqual([200, "run()", undefined]);
    const packed = await ask("/accounts/assets/index-abc.js", { "accept-encoding": "gzip, br" });
    expect(packed.headers).toMatchObject({
      "content-encoding": "gzip",
      "content-type": "text/javascript",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
    });
  });

  test.each(["bytes=0-1", "bytes=4-1", "bytes=-", "bytes=99-"])("are sent whole when %s is asked for", async (range) => {
    const { status, text } = await ask("/accounts/assets/index-abc.js", { range });
    expect([status, text]).toEqual([200, "run()"]);
  });

  test("that are missing are not the page, and are not kept", async () => {
    const { status, headers } = await ask("/accounts/assets/index-old.js");
    expect([status, headers["cache-control"]]).toEqual([404, "no-store"]);
  });
});

test("a page that was never built is not there, and harms nothing", async () => {
  const { status, headers } = await (await serving(createPage({ folder: undefined, path: "", headers: {} })))("/");
  expect([status, headers["content-type"]]).toEqual([404, "application/json; charset=utf-8"]);
});
