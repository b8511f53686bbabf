import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";

import sirv from "sirv";

import { HttpRefusal, sendRefusal } from "./request-gate-refusal.js";
import { pageSecurityHeaders } from "./security-headers.js";

/** Answers requests for a page and its files. */
export type Page = (req: IncomingMessage, res: ServerResponse) => void;

/** Where the build puts a page: seen from the sources, which tests run, and from the built server (`dist/server/edges/http`). */
function builtPage(name: string): string {
  const places = [`../../../dist/${name}`, `../../../${name}`].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(place)) ?? name;
}

/** The GraphiQL page, from our own files. Its editor sets styles inline, and its style sheet embeds fonts and pictures. */
export function createGraphiqlPage(https: boolean): Page {
  return createPage("graphiql", pageSecurityHeaders({ https }, { style: ["'unsafe-inline'"], image: ["data:"], font: ["data:"] }));
}

/** The admin console, from our own files. Whatever is no file is an address inside of it: the page knows its own addresses. */
export function createConsolePage(https: boolean): Page {
  return createPage("admin-ui", pageSecurityHeaders({ https }), { path: "/admin", single: true });
}

interface PageOptions {
  /** Where the page is, when it is not called like its folder. */
  readonly path?: string;
  /** Whether unknown addresses below show the page as well. */
  readonly single?: boolean;
}

function createPage(name: string, headers: Record<string, string>, { path = `/${name}`, single = false }: PageOptions = {}): Page {
  const all = new Map(Object.entries(headers));
  const serve = sirv(builtPage(name), {
    dev: false,
    etag: true,
    single,
    // A missing file is not the page.
    ignores: [/^\/assets\//],
    setHeaders: (res, file) => void res.setHeader("Cache-Control", cachingOf(file)),
  });
  return (req, res) => {
    if (req.method !== "GET" && req.method !== "HEAD") {
      sendRefusal(res, new HttpRefusal("METHOD_NOT_ALLOWED", "Pages are read with GET.", { headers: { Allow: "GET, HEAD" } }));
      return;
    }
    // Here and not in setHeaders, which is passed over for 304: a browser takes over what such an answer says.
    res.setHeaders(all);
    req.url = (req.url ?? "/").slice(path.length) || "/";
    serve(req, res, () => sendRefusal(res, new HttpRefusal("NOT_FOUND", "There is no such page.")));
  };
}

/** Built files have the digest of their content in their names; the page itself is asked for anew each time. */
function cachingOf(file: string): string {
  return file.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}
