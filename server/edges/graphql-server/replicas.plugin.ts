import type { ApolloServerPlugin } from "@apollo/server";
import { OperationTypeNode } from "graphql";

import type { SessionContext } from "../../modules/sessions/session-context.js";

/**
 * Lets queries read lists from replicas, and mutations nothing. After a mutation it has noted up to where the caller must see
 * what was written, before the answer goes out: the next request may come to another process.
 *
 * @param noteWrite must not throw
 */
export function createReplicasPlugin(noteWrite: (sessionId: string) => Promise<void>): ApolloServerPlugin<SessionContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, contextValue }) {
          contextValue.reads.mayLag = operation?.operation === OperationTypeNode.QUERY;
        },
        async willSendResponse({ operation, contextValue }) {
          if (operation?.operation === OperationTypeNode.MUTATION && contextValue.heldSessionId !== null)
            await noteWrite(contextValue.heldSessionId);
        },
      };
    },
  };
}
