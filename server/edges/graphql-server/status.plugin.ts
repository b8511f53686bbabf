import type { ApolloServerPlugin, BaseContext } from "@apollo/server";

import { httpOf } from "./http-of-errors.js";

/** Says by the HTTP status what proxies and clients must know without reading the answer; see {@link httpOf}. */
export function createStatusPlugin<Context extends BaseContext>(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response }) {
          if (response.body.kind !== "single") return;
          const { status, headers } = httpOf(response.body.singleResult.errors ?? []);
          if (status !== undefined && (response.http.status ?? 200) < 400) response.http.status = status;
          for (const [name, value] of headers) response.http.headers.set(name, value);
        },
      };
    },
  };
}
