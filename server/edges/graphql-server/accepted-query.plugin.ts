import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { OperationTypeNode } from "graphql";

import type { AcceptedDocuments } from "./document-limits/accepted-documents.js";
import { asksForSchema } from "./introspection.plugin.js";
import { operationOf } from "./operation-of.js";

/**
 * Notes which queries Apollo Server begins to execute, so that they can be executed without it when they come again. Those are parsed
 * and valid; cost and variables are judged each time. Mutations are not noted: their time goes elsewhere. Nor is introspection,
 * which depends on the caller.
 */
export function createAcceptedQueryPlugin<Context extends BaseContext>(documents: AcceptedDocuments): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async executionDidStart({ source, document, operation, request }) {
          if (operation?.operation !== OperationTypeNode.QUERY || asksForSchema(document)) return;
          documents.find(source)?.queries.set(request.operationName ?? "", { document, operation, told: operationOf(document, operation) });
        },
      };
    },
  };
}
