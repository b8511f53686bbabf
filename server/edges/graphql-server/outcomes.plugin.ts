import type { ApolloServerPlugin } from "@apollo/server";

import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { SessionContext } from "../../modules/sessions/session-context.js";
import { type Operation, operationOf } from "./operation-of.js";

/** What became of a request. */
export interface Outcome extends Operation {
  /** The code of the first error; `OK` without one. */
  readonly code: string;
}

/** What is told of a document that is not valid. */
export const invalid: Operation = { operation: "invalid", fields: [] };

/** Learns what becomes of requests, whatever happens to them. */
export class Outcomes {
  // By the source, which each request has for itself: Apollo Server copies the context.
  private readonly operations = new WeakMap<RequestSource, Operation>();
  private readonly codes = new WeakMap<RequestSource, string>();
  private readonly requestIds = new WeakMap<object, string>();

  /** Does the learning. */
  readonly plugin: ApolloServerPlugin<SessionContext> = {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, contextValue }) => {
        if (operation) this.operations.set(contextValue.source, operationOf(document, operation));
      },
      didEncounterErrors: async ({ errors, contextValue }) => {
        for (const error of errors) this.requestIds.set(error, contextValue.source.requestId);
      },
      willSendResponse: async ({ response: { body }, contextValue }) => {
        const code = body.kind === "single" ? body.singleResult.errors?.[0]?.extensions?.["code"] : undefined;
        if (typeof code === "string") this.codes.set(contextValue.source, code);
      },
    }),
  };

  /** What became of the request with this context. */
  of({ source }: SessionContext): Outcome {
    return { ...(this.operations.get(source) ?? invalid), code: this.codes.get(source) ?? "OK" };
  }

  /** The id of the request in which an error came up. */
  requestIdOf(error: unknown): string | undefined {
    return typeof error === "object" && error !== null ? this.requestIds.get(error) : undefined;
  }
}
