import type { ApolloServerPlugin, BaseContext } from "@apollo/server";

import { type CostJudge, type JudgedCost, toldCost } from "./cost-judge.js";

/**
 * Refuses operations that cost more than the caller may spend, before they run (QUERY_TOO_COMPLEX, status 400), and
 * reports `extensions.cost { requested, actual, limit }` with every other answer.
 */
export function createCostPlugin<Context extends BaseContext>(judge: CostJudge<Context>): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let cost: JudgedCost | undefined;
      return {
        async didResolveOperation({ schema, document, operation, request, contextValue }) {
          if (operation === undefined || operation === null) return;
          cost = judge.judge({ schema, document, operation, variables: request.variables ?? {}, context: contextValue });
        },
        async willSendResponse({ response: { body } }) {
          if (cost === undefined || body.kind !== "single") return;
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: toldCost(cost, body.singleResult.data) };
        },
      };
    },
  };
}
