import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import { maxUserAgentLength } from "../../foundation/kernel/request-source.js";
import type { Log } from "../../foundation/platform/log.js";
import { actorOf } from "../../modules/accounts/user-record.js";
import { exportPath, type ListExportsService } from "../../modules/exports/list-exports.service.js";
import type { GraphqlServer } from "../graphql-server/graphql-server.js";
import { createRequestContext, type IncomingRequest, type RequestNeeds, type RequestServices } from "../graphql-server/request-context.js";
import { addressPrefix, type ClientAddress } from "./client-address.js";
import { bearerToken, type SessionCookie } from "./cookies.js";
import type { DeviceCookie } from "./device-cookie.js";
import { withDeadline } from "./deadline.js";
import { sendExport } from "./export-download.js";
import { answerFailure } from "./failure.js";
import type { Health } from "./health.js";
import type { Page } from "./pages.js";
import type { RequestGate } from "./request-gate.js";
import { HttpRefusal } from "./request-gate-refusal.js";

/** What the HTTP door is made of. */
export interface HttpDoor {
  readonly gate: RequestGate;
  readonly graphql: GraphqlServer;
  readonly services: RequestServices & { readonly listExports: ListExportsService };
  readonly sessionCookie: SessionCookie;
  readonly deviceCookie: DeviceCookie;
  readonly clientAddress: ClientAddress;
  readonly health: Health;
  /** Pages by the first part of their path, such as `graphiql`. */
  readonly pages: ReadonlyMap<string, Page>;
  readonly apiHeaders: Readonly<Record<string, string>>;
  readonly log: Log;
}

/** Answers HTTP requests; never throws. */
export type RequestListener = (req: IncomingMessage, res: ServerResponse) => void;

/** Makes the listener for everything that Gatehouse serves. */
export function createRequestListener(door: HttpDoor): RequestListener {
  return (req, res) => {
    route(req, res, door).catch((error: unknown) => {
      askToReconnect(res, door.health);
      answerFailure(res, error, door.log);
    });
  };
}

/** Once the process is about to end, has a client send its next request on another connection, which another process will take. */
function askToReconnect(res: ServerResponse, health: Health): void {
  if (health.isDraining && !res.headersSent) res.setHeader("Connection", "close");
}

async function route(req: IncomingMessage, res: ServerResponse, door: HttpDoor): Promise<void> {
  const path = (req.url ?? "/").split("?", 1)[0] ?? "/";
  askToReconnect(res, door.health);
  // Pages say more about themselves; everything else is data.
  for (const [name, value] of Object.entries(door.apiHeaders)) res.setHeader(name, value);
  if (path === "/graphql") return answerGraphql(req, res, door);
  if (path === "/healthz") return door.health.answerLive(res);
  if (path === "/readyz") return door.health.answerReady(res);
  if (path.startsWith(exportPath)) return answerExport(req, res, { door, token: path.slice(exportPath.length) });
  const page = door.pages.get(path.split("/")[1] ?? "");
  if (page) return page(req, res);
  throw new HttpRefusal("NOT_FOUND", "There is nothing at this address; the API is at /graphql.");
}

/** Longer than every limit of the database together, so that it only strikes where those do not. */
const longestAnswerMilliseconds = 25_000;

async function answerGraphql(req: IncomingMessage, res: ServerResponse, door: HttpDoor): Promise<void> {
  const request = await door.gate(req, res);
  if (!request) return;
  const incoming = toIncoming(req, res, door);
  const contextOf = async (needs: RequestNeeds) => createRequestContext(incoming, door.services, needs);
  const work = door.graphql.execute(request, { mediaType: mediaTypeOf(req), contextOf });
  const answer = await withDeadline(work, longestAnswerMilliseconds);
  for (const [name, value] of answer.headers) res.setHeader(name, value);
  // The answer may set a cookie or depend on one; no cache may hand it to somebody else.
  res.setHeader("Cache-Control", "no-store");
  res.setHeader("Vary", "Origin, Cookie, Authorization");
  res.setHeader("Content-Length", Buffer.byteLength(answer.body));
  // Asked again: the end may have been announced while the request was worked on.
  askToReconnect(res, door.health);
  res.writeHead(answer.status).end(answer.body);
}

async function answerExport(req: IncomingMessage, res: ServerResponse, { door, token }: { door: HttpDoor; token: string }): Promise<void> {
  if (req.method !== "GET") {
    throw new HttpRefusal("METHOD_NOT_ALLOWED", "Exports are fetched with GET.", { headers: { Allow: "GET" } });
  }
  const context = await createRequestContext(toIncoming(req, res, door), door.services);
  const actor = context.live && actorOf(context.live.user);
  await sendExport(res, await door.services.listExports.open(token, { ...context, actor }));
}

/** Reads who sends a request, and from where, out of its headers; nothing is looked up. */
export function toIncoming(
  req: IncomingMessage,
  res: ServerResponse,
  { sessionCookie, deviceCookie, clientAddress }: Pick<HttpDoor, "sessionCookie" | "deviceCookie" | "clientAddress">,
): IncomingRequest {
  const ipAddress = clientAddress(req) ?? null;
  return {
    source: {
      ipAddress,
      addressPrefix: ipAddress === null ? null : addressPrefix(ipAddress),
      userAgent: req.headers["user-agent"]?.slice(0, maxUserAgentLength) ?? null,
      requestId: randomUUID(),
    },
    cookieToken: sessionCookie.read(req.headers.cookie),
    bearerToken: bearerToken(req.headers.authorization),
    cookie: {
      set: (token, maxAgeSeconds) => void res.appendHeader("Set-Cookie", sessionCookie.write(token, maxAgeSeconds)),
      clear: () => void res.appendHeader("Set-Cookie", sessionCookie.clear()),
    },
    devices: deviceCookie.open(req.headers.cookie, (header) => void res.appendHeader("Set-Cookie", header)),
  };
}

/** The media types of GraphQL over HTTP; a client that asks for anything else gets JSON rather than a refusal. */
const [responseType, plainType] = ["application/graphql-response+json", "application/json"] as const;

function mediaTypeOf({ headers }: IncomingMessage): typeof responseType | typeof plainType {
  return headers.accept?.includes(responseType) ? responseType : plainType;
}
