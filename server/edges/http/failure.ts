import type { ServerResponse } from "node:http";

import { RequestError } from "../../foundation/kernel/request-error.js";
import { isUnavailable } from "../../foundation/platform/database/database-errors.js";
import { HttpRefusal, sendRefusal } from "./request-gate-refusal.js";
import { requestIdOf } from "./request-id.js";
import type { ReportReaders } from "./request-report.js";

/** Answers a request that could not be served, in the one error format, and logs what nobody expected. */
export function answerFailure(res: ServerResponse, error: unknown, { log, telemetry }: ReportReaders): void {
  const requestId = requestIdOf(res);
  const traceId = telemetry.tracing.traceId() ?? requestId;
  const refusal = toRefusal(error, traceId);
  if (refusal.status >= 500) log.error({ err: error, requestId, traceId }, "a request failed");
  if (res.headersSent) res.destroy();
  else sendRefusal(res, refusal);
}

function toRefusal(error: unknown, traceId: string): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  if (error instanceof RequestError) return new HttpRefusal(error.code, error.message, { facts: error.details });
  if (isUnavailable(error)) {
    return new HttpRefusal("SERVICE_UNAVAILABLE", "The service is not available just now; try again.", { facts: { retryAfterSeconds: 2 } });
  }
  return new HttpRefusal("INTERNAL_SERVER_ERROR", "Something went wrong on our side.", { facts: { traceId } });
}
