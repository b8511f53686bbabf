import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";

import sirv from "sirv";

import { HttpRefusal, sendRefusal } from "./request-gate-refusal.js";
import { pageSecurityHeaders } from "./security-headers.js";

/** Answers requests for a page and its files. */
export type Page = (req: IncomingMessage, res: ServerResponse) => void;

/** Where the build puts a page: seen from the built server (`dist/server/edges/http`), and from the sources, which tests run. */
function builtPage(name: string): string {
  const places = [`../../../${name}`, `../../../dist/${name}`].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(place)) ?? places[0] ?? name;
}

/** The GraphiQL page, from our own files. Its editor sets styles inline, and its style sheet embeds fonts and pictures. */
export function createGraphiqlPage(https: boolean): Page {
  const headers = pageSecurityHeaders({ https }, { style: ["'unsafe-inline'"], image: ["data:"], font: ["data:"] });
  const serve = sirv(builtPage("graphiql"), {
    dev: false,
    etag: true,
    setHeaders: (res) => void res.setHeaders(new Map(Object.entries(headers))),
  });
  return (req, res) => {
    if (req.method !== "GET" && req.method !== "HEAD") {
      sendRefusal(res, new HttpRefusal("METHOD_NOT_ALLOWED", "Pages are read with GET.", { headers: { Allow: "GET, HEAD" } }));
      return;
    }
    req.url = (req.url ?? "/").replace(/^\/graphiql/, "") || "/";
    serve(req, res, () => sendRefusal(res, new HttpRefusal("NOT_FOUND", "There is no such page.")));
  };
}
