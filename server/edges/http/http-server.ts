import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

import { maxUserAgentLength } from "../../foundation/kernel/request-source.js";
import { isUnavailable } from "../../foundation/platform/database/database-errors.js";
import type { Log } from "../../foundation/platform/log.js";
import type { GraphqlServer } from "../graphql-server/graphql-server.js";
import { createRequestContext, type IncomingRequest, type RequestServices } from "../graphql-server/request-context.js";
import { addressPrefix, type ClientAddress } from "./client-address.js";
import { bearerToken, type SessionCookie } from "./cookies.js";
import type { Health } from "./health.js";
import type { Page } from "./pages.js";
import type { RequestGate } from "./request-gate.js";
import { HttpRefusal, sendRefusal } from "./request-gate-refusal.js";

/** What the HTTP door is made of. */
export interface HttpDoor {
  readonly gate: RequestGate;
  readonly graphql: GraphqlServer;
  readonly services: RequestServices;
  readonly sessionCookie: SessionCookie;
  readonly clientAddress: ClientAddress;
  readonly health: Health;
  /** Pages by the first part of their path, such as `graphiql`. */
  readonly pages: ReadonlyMap<string, Page>;
  readonly apiHeaders: Readonly<Record<string, string>>;
  readonly log: Log;
}

/** How long a client may take; a slow one must not occupy a connection for ever. */
const timeouts = { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 };

/** Makes the HTTP server; it does not listen yet. No request can make it throw. */
export function createHttpServer(door: HttpDoor): Server {
  const server = createServer({ ...timeouts, maxHeaderSize: 16_384 }, (req, res) => {
    route(req, res, door).catch((error: unknown) => fail(res, error, door.log));
  });
  server.on("clientError", refuseMalformed);
  return server;
}

/** Answers what is no HTTP at all, or has headers without measure; there is no response object for these. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const status = error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
  const body = JSON.stringify({ errors: [{ message: "The HTTP request is malformed.", extensions: { code: "BAD_USER_INPUT" } }] });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

async function route(req: IncomingMessage, res: ServerResponse, door: HttpDoor): Promise<void> {
  const path = (req.url ?? "/").split("?", 1)[0] ?? "/";
  if (door.health.isDraining) res.setHeader("Connection", "close");
  if (path === "/graphql") return answerGraphql(req, res, door);
  if (path === "/healthz") return door.health.answerLive(res);
  if (path === "/readyz") return door.health.answerReady(res);
  const page = door.pages.get(path.split("/")[1] ?? "");
  if (page) return page(req, res);
  throw new HttpRefusal("NOT_FOUND", "There is nothing at this address; the API is at /graphql.");
}

async function answerGraphql(req: IncomingMessage, res: ServerResponse, door: HttpDoor): Promise<void> {
  for (const [name, value] of Object.entries(door.apiHeaders)) res.setHeader(name, value);
  const request = await door.gate(req, res);
  if (!request) return;
  const context = await createRequestContext(toIncoming(req, res, door), door.services);
  const answer = await door.graphql.execute(request, plainHeaders(req), context);
  for (const [name, value] of answer.headers) res.setHeader(name, value);
  // The answer may set a cookie or depend on one; no cache may hand it to somebody else.
  res.setHeader("Cache-Control", "no-store");
  res.setHeader("Vary", "Origin, Cookie, Authorization");
  res.setHeader("Content-Length", Buffer.byteLength(answer.body));
  res.writeHead(answer.status).end(answer.body);
}

function toIncoming(req: IncomingMessage, res: ServerResponse, { sessionCookie, clientAddress }: HttpDoor): IncomingRequest {
  const ipAddress = clientAddress(req) ?? null;
  return {
    source: { ipAddress, userAgent: req.headers["user-agent"]?.slice(0, maxUserAgentLength) ?? null, requestId: randomUUID() },
    addressPrefix: ipAddress === null ? null : addressPrefix(ipAddress),
    cookieToken: sessionCookie.read(req.headers.cookie),
    bearerToken: bearerToken(req.headers.authorization),
    cookie: {
      set: (token, maxAgeSeconds) => void res.setHeader("Set-Cookie", sessionCookie.write(token, maxAgeSeconds)),
      clear: () => void res.setHeader("Set-Cookie", sessionCookie.clear()),
    },
  };
}

/** The media types of GraphQL over HTTP; a client that asks for anything else gets JSON rather than a refusal. */
const responseType = "application/graphql-response+json";

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  return { "content-type": "application/json", accept: headers.accept?.includes(responseType) ? responseType : "application/json" };
}

function fail(res: ServerResponse, error: unknown, log: Log): void {
  if (!(error instanceof HttpRefusal)) log.error({ err: error }, "a request failed");
  if (res.headersSent) {
    res.destroy();
    return;
  }
  sendRefusal(res, toRefusal(error));
}

function toRefusal(error: unknown): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  if (isUnavailable(error))
    return new HttpRefusal("SERVICE_UNAVAILABLE", "The service is not available just now; try again.", { "Retry-After": "2" });
  return new HttpRefusal("INTERNAL_SERVER_ERROR", "Something went wrong on our side.");
}
