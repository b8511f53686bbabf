import type { GraphQLFormattedError } from "graphql";

/** Errors that concern the whole request, worst first, and the HTTP status they are told with. */
const statuses = { INTERNAL_SERVER_ERROR: 500, SERVICE_UNAVAILABLE: 503, BUSY: 503, RATE_LIMITED: 429, BAD_USER_INPUT: 400 } as const;

/** What an answer says of its errors by HTTP. */
export interface HttpOfErrors {
  /** Undefined when there is nothing to say. */
  readonly status: number | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * What proxies and clients must know without reading the answer, and when to come back. Refused fields (`FORBIDDEN`,
 * `UNAUTHENTICATED`) say nothing: the rest of the answer is good.
 */
export function httpOf(errors: readonly GraphQLFormattedError[]): HttpOfErrors {
  const found = Object.entries(statuses).find(([code]) => errors.some((error) => error.extensions?.["code"] === code));
  if (!found) return { status: undefined, headers: [] };
  const [code, status] = found;
  const waits = errors.map((error) => (error.extensions?.["code"] === code ? error.extensions["retryAfterSeconds"] : undefined));
  const longest = Math.max(0, ...waits.filter((wait) => typeof wait === "number"));
  return { status, headers: longest > 0 ? [["retry-after", String(longest)]] : [] };
}
