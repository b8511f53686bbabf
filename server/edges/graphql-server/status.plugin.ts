import type { ApolloServerPlugin, BaseContext } from "@apollo/server";

/** Errors that concern the whole request, worst first, and the HTTP status they are told with. */
const statuses = { INTERNAL_SERVER_ERROR: 500, SERVICE_UNAVAILABLE: 503, BUSY: 503, RATE_LIMITED: 429, BAD_USER_INPUT: 400 } as const;

/**
 * Says by the HTTP status what proxies and clients must know without reading the answer, and when to come back. Refused fields
 * (`FORBIDDEN`, `UNAUTHENTICATED`) leave the status at 200: the rest of the answer is good.
 */
export function createStatusPlugin<Context extends BaseContext>(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response }) {
          if (response.body.kind !== "single") return;
          const { errors = [] } = response.body.singleResult;
          const found = Object.entries(statuses).find(([code]) => errors.some((error) => error.extensions?.["code"] === code));
          if (!found) return;
          const [code, status] = found;
          if ((response.http.status ?? 200) < 400) response.http.status = status;
          const waits = errors.map((error) => (error.extensions?.["code"] === code ? error.extensions["retryAfterSeconds"] : undefined));
          const longest = Math.max(0, ...waits.filter((wait) => typeof wait === "number"));
          if (longest > 0) response.http.headers.set("retry-after", String(longest));
        },
      };
    },
  };
}
