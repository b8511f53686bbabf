/**
 * Codes of top-level errors: the request itself is not allowed, not possible now, or broken. Those about method, media
 * type, size and address are only ever answered by the HTTP edge, before GraphQL is reached.
 */
export type RequestErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "RATE_LIMITED"
  | "BUSY"
  | "BAD_USER_INPUT"
  | "CSRF_FAILED"
  | "METHOD_NOT_ALLOWED"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "PAYLOAD_TOO_LARGE"
  | "NOT_FOUND"
  | "QUERY_TOO_COMPLEX"
  | "SERVICE_UNAVAILABLE"
  | "INTERNAL_SERVER_ERROR";

/** Facts that travel in `extensions` beside the code. */
export interface RequestErrorDetails {
  readonly requiredPermissions?: readonly string[];
  /** Also sent as the `Retry-After` header. */
  readonly retryAfterSeconds?: number;
  readonly limit?: number;
}

/** Thrown where a request cannot go on; the message is public, one sentence, and names no internals. */
export class RequestError extends Error {
  constructor(
    readonly code: RequestErrorCode,
    message: string,
    readonly details: RequestErrorDetails = {},
  ) {
    super(message);
    this.name = "RequestError";
  }
}
