import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname } from "node:path";

import sirv from "sirv";

import { builtFile } from "./built-file.js";
import { HttpRefusal, sendRefusal } from "./request-gate-refusal.js";
import { pageSecurityHeaders } from "./security-headers.js";

/** Answers requests for a page and its files. */
export type Page = (req: IncomingMessage, res: ServerResponse) => void;

/** The GraphiQL page, from our own files. Its editor sets styles inline, and its style sheet embeds fonts and pictures. */
export function createGraphiqlPage(https: boolean): Page {
  const sources = { style: ["'unsafe-inline'"], image: ["data:"], font: ["data:"] };
  return createPage({ folder: builtPage("graphiql"), path: "/graphiql", headers: pageSecurityHeaders({ https }, sources) });
}

/** The admin console, from our own files. Whatever is no file is an address inside of it: the page knows its own addresses. */
export function createConsolePage(https: boolean): Page {
  return createPage({ folder: builtPage("admin-ui"), path: "/admin", headers: pageSecurityHeaders({ https }), single: true });
}

/** The account pages, and `/`, which is the same page. Mailed links have tokens in their addresses: no referrer leaves. */
export function createAccountPages(https: boolean): { readonly accounts: Page; readonly home: Page } {
  const headers = { ...pageSecurityHeaders({ https }), "Referrer-Policy": "no-referrer" };
  const folder = builtPage("accounts");
  return {
    accounts: createPage({ folder, path: "/accounts", headers, single: true }),
    home: createPage({ folder, path: "", headers }),
  };
}

/** Where the build puts a page. */
function builtPage(name: string): string | undefined {
  const index = builtFile(`${name}/index.html`);
  return index && dirname(index);
}

/** What a page is made of. */
export interface PageParts {
  /** The built files; undefined where this installation lacks them, and then there is no such page. */
  readonly folder: string | undefined;
  /** Where the page is, without a slash at the end. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether unknown addresses below show the page as well. */
  readonly single?: boolean;
}

/** Serves built files, compressed where the build has compressed them and the browser takes it. */
export function createPage({ folder, path, headers, single = false }: PageParts): Page {
  const all = new Map([...Object.entries(headers), ["Vary", "Accept-Encoding"]] as const);
  const serve = folder === undefined ? undefined : sirv(folder, { etag: true, gzip: true, brotli: true });
  return (req, res) => {
    if (!isReading(req, res)) return;
    // Nobody needs parts of pages, and sirv fails at those that end before they begin.
    delete req.headers.range;
    const address = (req.url ?? "/").slice(path.length) || "/";
    // Here and not in the options of sirv, which are passed over for 304: a browser takes over what such an answer says.
    res.setHeaders(all).setHeader("Cache-Control", isAsset(address) ? "public, max-age=31536000, immutable" : "no-cache");
    const refuse = (): void => sendRefusal(res, new HttpRefusal("NOT_FOUND", "There is no such page."));
    const show = (url: string, otherwise: () => void): void => {
      req.url = url;
      if (serve) serve(req, res, otherwise);
      else otherwise();
    };
    // Not by the option of sirv, for which everything with a dot is a file: tokens in addresses have dots.
    show(address, single && !isAsset(address) ? () => show("/", refuse) : refuse);
  };
}

/** Whether an address is one of the built files, which have the digest of their content in their names. */
function isAsset(address: string): boolean {
  return address.startsWith("/assets/");
}

/** True for GET and HEAD; answers every other method itself. */
export function isReading(req: IncomingMessage, res: ServerResponse): boolean {
  if (req.method === "GET" || req.method === "HEAD") return true;
  sendRefusal(res, new HttpRefusal("METHOD_NOT_ALLOWED", "Pages are read with GET.", { headers: { Allow: "GET, HEAD" } }));
  return false;
}
