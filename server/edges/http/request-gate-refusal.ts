import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestErrorCode, RequestErrorDetails } from "../../foundation/kernel/request-error.js";

/** The HTTP status that goes with each code when a request is refused before GraphQL is reached. */
export const statusOf: Readonly<Record<RequestErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  QUERY_TOO_COMPLEX: 400,
  PERSISTED_QUERY_NOT_FOUND: 200,
  DOCUMENT_NOT_ALLOWED: 403,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CSRF_FAILED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  BUSY: 503,
  SERVICE_UNAVAILABLE: 503,
};

/** What a refusal carries beside code and message. */
interface RefusalExtras {
  readonly headers?: Readonly<Record<string, string>>;
  /** Facts that travel in `extensions`. */
  readonly facts?: RequestErrorDetails & { readonly traceId?: string };
}

/** A request that the HTTP edge does not let through. The message is public, one sentence, and names no internals. */
export class HttpRefusal extends Error {
  readonly status: number;

  constructor(
    readonly code: RequestErrorCode,
    message: string,
    readonly extras: RefusalExtras = {},
  ) {
    super(message);
    this.name = "HttpRefusal";
    this.status = statusOf[code];
  }
}

/** How long, and for how many bytes, a refused client may go on sending before the connection is cut. */
const drainLimits = { milliseconds: 1000, bytes: 1024 * 1024 };

/**
 * Answers a refusal in the one error format of the server, the GraphQL one. Does nothing when an answer has begun.
 * The answer leaves at once even if the client is still sending its body; the connection is then closed.
 */
export function sendRefusal(res: ServerResponse, refusal: HttpRefusal): void {
  if (res.headersSent) return;
  const { headers, facts } = refusal.extras;
  const body = JSON.stringify({ errors: [{ message: refusal.message, extensions: { code: refusal.code, ...facts } }] });
  const bodyIsPending = mayStillSend(res.req);
  res.writeHead(refusal.status, {
    ...headers,
    ...(facts?.retryAfterSeconds !== undefined && { "Retry-After": String(facts.retryAfterSeconds) }),
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Length": Buffer.byteLength(body),
    ...(bodyIsPending ? { Connection: "close" } : {}),
  });
  if (!bodyIsPending) {
    res.end(body);
    return;
  }
  res.write(body);
  endAfterDraining(res);
}

/** `complete` alone does not tell: Node sets it a moment after the handler starts, also for requests without a body. */
function mayStillSend(req: IncomingMessage): boolean {
  const hasBody = "transfer-encoding" in req.headers || Number(req.headers["content-length"] ?? 0) > 0;
  return hasBody && !req.complete;
}

/**
 * Closing a socket with unread bytes makes the kernel reset it, and the client may lose the answer. So the rest of the
 * body is read and thrown away for a moment first.
 */
function endAfterDraining(res: ServerResponse): void {
  const { req } = res;
  let bytesLeft = drainLimits.bytes;
  const finish = (): void => {
    clearTimeout(timer);
    req.off("data", discard);
    res.end();
  };
  const discard = (chunk: Buffer): void => {
    bytesLeft -= chunk.length;
    if (bytesLeft < 0) finish();
  };
  const timer = setTimeout(finish, drainLimits.milliseconds).unref();
  req.on("data", discard);
  req.once("close", finish);
  req.once("end", finish);
  req.once("error", finish);
}
