import type { ApolloServerPlugin, BaseContext } from "@apollo/server";

import type { AcceptedDocuments } from "./document-limits/accepted-documents.js";
import { asksForSchema } from "./introspection.plugin.js";
import { operationOf } from "./operation-of.js";

/**
 * Notes what Apollo Server begins to execute, so that it can be executed without it when it comes again: it is parsed and valid.
 * Cost and variables are judged each time. Introspection is not noted, because it depends on the caller.
 */
export function createAcceptedOperationPlugin<Context extends BaseContext>(documents: AcceptedDocuments): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async executionDidStart({ source, document, operation, request }) {
          if (!operation || asksForSchema(document)) return;
          const accepted = { document, operation, told: operationOf(document, operation) };
          documents.find(source)?.operations.set(request.operationName ?? "", accepted);
        },
      };
    },
  };
}
