import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { extname } from "node:path";

import { isReading, type Page } from "./pages.js";
import { HttpRefusal, sendRefusal } from "./request-gate-refusal.js";

/** Media types of the pictures that a logo may be, by the end of the file's name. */
const pictureTypes: Readonly<Record<string, string>> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
};

/** An SVG is a document: opened by itself it must neither run nor load anything. Its own styles are part of the picture. */
const pictureContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/** The operator's style sheet for the account pages; an empty one where there is no file, so that the page can always ask for it. */
export function createStyleSheet(file: string | undefined): Page {
  return createOperatorFile(file === undefined ? Buffer.alloc(0) : readFileSync(file), "text/css; charset=utf-8");
}

/** The operator's logo; without a file there is none. */
export function createLogo(file: string | undefined): Page {
  if (file === undefined) return (_req, res) => sendRefusal(res, new HttpRefusal("NOT_FOUND", "There is no logo."));
  const type = pictureTypes[extname(file).toLowerCase()] ?? "application/octet-stream";
  const serve = createOperatorFile(readFileSync(file), type);
  return (req, res) => {
    res.setHeader("Content-Security-Policy", pictureContentSecurityPolicy);
    serve(req, res);
  };
}

/** Serves bytes as they were when the server started. */
function createOperatorFile(bytes: Buffer, type: string): Page {
  const tag = `"${createHash("sha256").update(bytes).digest("base64url")}"`;
  return (req, res) => {
    if (!isReading(req, res)) return;
    res.setHeader("Cache-Control", "no-cache").setHeader("ETag", tag);
    if (req.headers["if-none-match"] === tag) {
      res.writeHead(304).end();
      return;
    }
    res.writeHead(200, { "Content-Type": type, "Content-Length": bytes.length }).end(bytes);
  };
}
