import { createServer, type Server } from "node:http";
import type { Duplex } from "node:stream";

import type { RequestListener } from "./http-door.js";

/** How long a client may take; a slow one must not occupy a connection for ever. */
const timeouts = { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 };

/** Makes an HTTP server with limits on slow and oversized requests; it does not listen yet. */
export function createHttpServer(listener: RequestListener): Server {
  const server = createServer({ ...timeouts, maxHeaderSize: 16_384 }, listener);
  server.on("clientError", refuseMalformed);
  return server;
}

/** Answers what is no HTTP at all, or has headers without measure; there is no response object for these. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const status = error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
  const body = JSON.stringify({ errors: [{ message: "The HTTP request is malformed.", extensions: { code: "BAD_USER_INPUT" } }] });
  const head = [
    `HTTP/1.1 ${status}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${body.length}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
