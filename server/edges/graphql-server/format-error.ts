import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { ArgumentValidationError } from "type-graphql";

import { RequestError, type RequestErrorCode } from "../../foundation/kernel/request-error.js";
import { isUnavailable } from "../../foundation/platform/database/database-errors.js";
import { messageOfDocumentFault } from "./document-fault.js";

/** Codes that our own GraphQL errors carry; whatever else Apollo Server names is a fault of the document or its variables. */
const ownCodes = new Set<unknown>(["QUERY_TOO_COMPLEX", "BAD_USER_INPUT"]);

/** Hears of failures that nobody expected, and of the request they happened to; gives the id under which the log has them. */
export type ReportFailure = (error: unknown, requestId?: string) => string;

/**
 * What a client is told of an error. Closed and fixed: one of our codes, a public sentence, and nothing of the inside, whatever
 * the environment.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown, report: ReportFailure): GraphQLFormattedError {
  const place = { ...(formatted.locations && { locations: formatted.locations }), ...(formatted.path && { path: formatted.path }) };
  const { message, extensions } = toPublicError(formatted, unwrapResolverError(error), report);
  return { message, ...place, extensions };
}

function toPublicError(formatted: GraphQLFormattedError, cause: unknown, report: ReportFailure) {
  if (cause instanceof RequestError) return { message: cause.message, extensions: { code: cause.code, ...cause.details } };
  // The library's error carries the whole input, password included.
  if (cause instanceof ArgumentValidationError)
    return publicError("BAD_USER_INPUT", "An argument is far longer than any that makes sense.");
  if (isUnavailable(cause)) {
    report(cause);
    return publicError("SERVICE_UNAVAILABLE", "The service is not available just now; try again.", { retryAfterSeconds: 2 });
  }
  if (cause instanceof GraphQLError && formatted.extensions?.["code"] !== "INTERNAL_SERVER_ERROR") {
    const { code, cost } = formatted.extensions ?? {};
    return publicError(
      (ownCodes.has(code) ? code : "BAD_USER_INPUT") as RequestErrorCode,
      messageOfDocumentFault(cause),
      cost === undefined ? {} : { cost },
    );
  }
  return publicError("INTERNAL_SERVER_ERROR", "Something went wrong on our side.", { traceId: report(cause) });
}

function publicError(code: RequestErrorCode, message: string, facts: Readonly<Record<string, unknown>> = {}) {
  return { message, extensions: { code, ...facts } };
}
