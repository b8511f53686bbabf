import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { BREAK, type DocumentNode, GraphQLError, visit } from "graphql";

import type { RequestErrorCode } from "../../foundation/kernel/request-error.js";

/**
 * Refuses introspection to callers who may not have it. Not a rule of validation, because documents are validated once for all
 * callers.
 */
export function createIntrospectionPlugin<Context extends BaseContext>(
  mayIntrospect: (context: Context) => boolean,
): ApolloServerPlugin<Context> {
  const known = new WeakMap<DocumentNode, boolean>();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, contextValue }) {
          const asks = known.get(document) ?? asksForSchema(document);
          known.set(document, asks);
          if (asks && !mayIntrospect(contextValue)) throw introspectionRefused();
        },
      };
    },
  };
}

/** Whether a document asks for the schema. */
export function asksForSchema(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    Field({ name }) {
      isFound = name.value === "__schema" || name.value === "__type";
      return isFound ? BREAK : undefined;
    },
  });
  return isFound;
}

function introspectionRefused(): GraphQLError {
  const code: RequestErrorCode = "BAD_USER_INPUT";
  return new GraphQLError("Introspection is off on this server.", { extensions: { code, http: { status: 400 } } });
}
