/**
 * Every code of a top-level error: the request itself is not allowed, not possible now, or broken. Those about method, media
 * type, size and address are only ever answered by the HTTP edge, before GraphQL is reached.
 */
export const requestErrorCodes = {
  UNAUTHENTICATED: "Nobody is logged in; the field needs somebody.",
  FORBIDDEN: "The user may not do this; `requiredPermissions` tells what is missing.",
  RATE_LIMITED: "Too many requests of this kind; `retryAfterSeconds` tells when to come back.",
  BUSY: "Too many passwords are being checked at this moment; `retryAfterSeconds` tells when to come back.",
  BAD_USER_INPUT: "The document, its variables or the JSON around them are not well formed, or a value is absurdly long.",
  CSRF_FAILED: "A browser sent the request from an origin that is not allowed.",
  METHOD_NOT_ALLOWED: "The address does not take this HTTP method.",
  UNSUPPORTED_MEDIA_TYPE: "The body is not JSON in UTF-8, or is compressed.",
  PAYLOAD_TOO_LARGE: "The body has more bytes than are taken.",
  NOT_FOUND: "There is nothing at this address.",
  PERSISTED_QUERY_NOT_FOUND: "The server does not know the document of this hash; send it whole, with the hash.",
  DOCUMENT_NOT_ALLOWED: "The server takes only the documents of its list, and this is none of them.",
  QUERY_TOO_COMPLEX: "The document is too long, too deep or too costly, or checks more than one password.",
  SERVICE_UNAVAILABLE: "The database cannot be reached just now; try again.",
  INTERNAL_SERVER_ERROR: "A fault of the server; `traceId` is what the log calls it.",
} as const;

/** A code of {@link requestErrorCodes}. */
export type RequestErrorCode = keyof typeof requestErrorCodes;

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
