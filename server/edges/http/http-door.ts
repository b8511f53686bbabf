import type { IncomingMessage, ServerResponse } from "node:http";

import { maxUserAgentLength } from "../../foundation/kernel/request-source.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { actorOf } from "../../modules/accounts/user-record.js";
import type { SessionContext } from "../../modules/sessions/session-context.js";
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
import type { MetricsPage } from "./metrics-page.js";
import type { Page } from "./pages.js";
import type { RequestGate } from "./request-gate.js";
import { HttpRefusal } from "./request-gate-refusal.js";
import { requestIdOf } from "./request-id.js";
import { noteAnswer, reported, type ReportReaders, type RequestReport } from "./request-report.js";

/** What the HTTP door is made of. */
export interface HttpDoor extends ReportReaders {
  readonly gate: RequestGate;
  readonly graphql: GraphqlServer;
  readonly services: RequestServices & { readonly listExports: ListExportsService };
  readonly database: Pick<Database, "reading">;
  readonly sessionCookie: SessionCookie;
  readonly deviceCookie: DeviceCookie;
  readonly clientAddress: ClientAddress;
  readonly health: Health;
  /** Pages by their whole path, which come first, or by the first part of it: `/` and `/accounts/logo` beside `/admin`. */
  readonly pages: ReadonlyMap<string, Page>;
  /** Undefined where metrics are read elsewhere or not at all. */
  readonly metricsPage: MetricsPage | undefined;
  readonly apiHeaders: Readonly<Record<string, string>>;
}

/** Answers HTTP requests; never throws. */
export type RequestListener = (req: IncomingMessage, res: ServerResponse) => void;

/** Makes the listener for everything that Gatehouse serves. */
export function createRequestListener(door: HttpDoor): RequestListener {
  return (req, res) => {
    void reported({ req, res }, door, async (report) => {
      try {
        await route(req, res, { door, report });
      } catch (error) {
        askToReconnect(res, door.health);
        answerFailure(res, error, door);
      }
    });
  };
}

/** Once the process takes no new clients, has a client send its next request on another connection, which another process will take. */
function askToReconnect(res: ServerResponse, health: Health): void {
  if (health.takesNoNewClients && !res.headersSent) res.setHeader("Connection", "close");
}

interface Served {
  readonly door: HttpDoor;
  readonly report: RequestReport;
}

async function route(req: IncomingMessage, res: ServerResponse, { door, report }: Served): Promise<void> {
  const path = (req.url ?? "/").split("?", 1)[0] ?? "/";
  askToReconnect(res, door.health);
  // Pages say more about themselves; everything else is data.
  for (const [name, value] of Object.entries(door.apiHeaders)) res.setHeader(name, value);
  if (path === "/graphql") return answerGraphql(req, res, { door, report });
  if (path === "/healthz") return door.health.answerLive(res);
  if (path === "/readyz") return door.health.answerReady(res);
  if (path === "/metrics" && door.metricsPage) return door.metricsPage(req, res);
  if (path.startsWith(exportPath)) return answerExport(req, res, { door, token: path.slice(exportPath.length) });
  const page = door.pages.get(path) ?? door.pages.get(/^\/[^/]+/.exec(path)?.[0] ?? "");
  if (page) return page(req, res);
  throw new HttpRefusal("NOT_FOUND", "There is nothing at this address; the API is at /graphql.");
}

/** Longer than every limit of the database together, so that it only strikes where those do not. */
const longestAnswerMilliseconds = 25_000;

async function answerGraphql(req: IncomingMessage, res: ServerResponse, { door, report }: Served): Promise<void> {
  const request = await door.gate(req, res);
  if (!request) return;
  const incoming = toIncoming(req, res, door);
  let context: SessionContext | undefined;
  const contextOf = async (needs: RequestNeeds): Promise<SessionContext> => {
    context = await createRequestContext(incoming, door.services, needs);
    const hasToken = (incoming.bearerToken ?? incoming.cookieToken) !== undefined;
    const result = context.live ? "found" : hasToken ? "refused" : "none";
    door.telemetry.metrics.count("gatehouse_session_checks_total", { result });
    return context;
  };
  const work = door.graphql.execute(request, { mediaType: mediaTypeOf(req), contextOf });
  const answer = await withDeadline(work, longestAnswerMilliseconds);
  noteAnswer(report, answer, context?.userId ?? null);
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
  const open = async () => door.services.listExports.open(token, { ...context, actor });
  await sendExport(res, await door.database.reading({ ...context.reads, mayLag: true }, open));
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
      requestId: requestIdOf(res),
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
