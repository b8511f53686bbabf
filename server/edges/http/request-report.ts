import type { IncomingMessage, ServerResponse } from "node:http";

import type { Log } from "../../foundation/platform/log.js";
import type { Span, Tracing } from "../../foundation/platform/telemetry/tracing.js";
import type { Telemetry } from "../../foundation/platform/telemetry/telemetry.js";
import { exportPath } from "../../modules/exports/list-exports.service.js";
import type { GraphqlAnswer } from "../graphql-server/graphql-request.js";
import { requestIdOf } from "./request-id.js";

/** What is told of a request once it is answered: in the log, by metrics, and in its trace. */
export interface RequestReport {
  /** One of a closed set: nothing that a client made up. */
  operation: string;
  /** The root fields of a GraphQL request, as the schema names them. */
  fields: readonly string[];
  /** Of the first error; `OK` without one, null while nobody has said. */
  code: string | null;
  userId: string | null;
}

/** A report before anything is known but the address. */
function newReport({ method, url }: Pick<IncomingMessage, "method" | "url">): RequestReport {
  return { operation: method === "OPTIONS" ? "preflight" : operationAt(url ?? "/"), fields: [], code: null, userId: null };
}

function operationAt(url: string): string {
  if (url === "/graphql" || url.startsWith("/graphql?")) return "invalid";
  if (url.startsWith(exportPath)) return "export";
  return /^\/(healthz|readyz|metrics)\b/.test(url) ? "probe" : "page";
}

/** Puts down what became of a GraphQL request. */
export function noteAnswer(report: RequestReport, answer: GraphqlAnswer, userId: string | null): void {
  Object.assign(report, { operation: answer.operation, fields: answer.fields, code: answer.code, userId });
}

/** Where reports go. */
export interface ReportReaders {
  readonly log: Log;
  readonly telemetry: Telemetry;
}

/** Serves a request and tells how that went. `serve` must not reject. */
export async function reported(
  { req, res }: { readonly req: IncomingMessage; readonly res: ServerResponse },
  readers: ReportReaders,
  serve: (report: RequestReport) => Promise<void>,
): Promise<void> {
  const begun = performance.now();
  const report = newReport(req);
  const { tracing } = readers.telemetry;
  const work = async (span?: Span): Promise<void> => {
    tellIds(res, tracing);
    await serve(report);
    const milliseconds = performance.now() - begun;
    span?.tell({ "gatehouse.operation": report.operation, "http.response.status_code": res.statusCode }, report.operation);
    tell({ req, res }, { report, milliseconds }, readers);
  };
  // Probes come every few seconds, and files of pages by the dozen; neither says how the server does.
  if (!tracing.isOn || report.operation === "probe" || report.operation === "page") return work();
  const facts = { "http.request.method": methodOf(req), "gatehouse.request_id": requestIdOf(res) };
  return tracing.span({ name: report.operation, kind: "server", traceparent: headerOf(req, "traceparent"), facts }, work);
}

function tellIds(res: ServerResponse, tracing: Tracing): void {
  requestIdOf(res);
  const traceparent = tracing.traceparent();
  if (traceparent !== null) res.setHeader("traceparent", traceparent);
}

function tell(
  { req, res }: { readonly req: IncomingMessage; readonly res: ServerResponse },
  { report, milliseconds }: { readonly report: RequestReport; readonly milliseconds: number },
  { log, telemetry }: ReportReaders,
): void {
  const { operation, fields, userId } = report;
  const code = report.code ?? (res.statusCode < 400 ? "OK" : `HTTP_${res.statusCode}`);
  if (operation !== "probe" && operation !== "page") {
    telemetry.metrics.count("gatehouse_requests_total", { operation, code });
    telemetry.metrics.observe("gatehouse_request_seconds", milliseconds / 1000, { operation });
  }
  const level = operation === "probe" ? "debug" : "info";
  if (!log.isLevelEnabled(level)) return;
  const ids = { requestId: requestIdOf(res), traceId: telemetry.tracing.traceId() ?? undefined };
  // The address stays out: it may hold a token, and the operation says what it was.
  const facts = { method: methodOf(req), operation, fields, status: res.statusCode, code, ms: Math.round(milliseconds * 10) / 10, userId };
  log[level]({ ...ids, ...facts }, "request");
}

function methodOf({ method = "GET" }: IncomingMessage): string {
  return method;
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}
