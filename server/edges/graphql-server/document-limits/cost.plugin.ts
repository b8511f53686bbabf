import type { ApolloServerPlugin, BaseContext, GraphQLRequestContextDidResolveOperation } from "@apollo/server";
import type { OperationDefinitionNode } from "graphql";
import { createCostPlan, type CostPlan } from "./cost-plan.js";
import { actualCost, requestedCost } from "./operation-cost.js";
import { tooComplex } from "./too-complex.js";

/** How much an operation of this caller may cost. */
export type CostLimit<Context> = (context: Context) => number;

/** Default limits by caller. */
export const defaultCostLimits = { anonymous: 1000, signedIn: 5000 };

interface PreparedCost {
  readonly plan: CostPlan;
  /** Known in advance when no page size comes from a variable. */
  readonly fixed: number | undefined;
}

/**
 * Refuses operations that cost more than the caller may spend, before they run (QUERY_TOO_COMPLEX, status 400), and
 * reports `extensions.cost { requested, actual, limit }` with every other answer.
 *
 * What depends on the document alone is worked out once per document that the server keeps.
 */
export function createCostPlugin<Context extends BaseContext>(limitFor: CostLimit<Context>): ApolloServerPlugin<Context> {
  const prepared = new WeakMap<OperationDefinitionNode, PreparedCost>();

  return {
    async requestDidStart() {
      let cost: { readonly plan: CostPlan; readonly requested: number; readonly limit: number } | undefined;
      return {
        async didResolveOperation(request) {
          if (request.operation === undefined || request.operation === null) return;
          const { plan, fixed } = prepare(prepared, request.operation, request);
          const requested = fixed ?? requestedCost(plan, request.request.variables ?? {});
          const limit = limitFor(request.contextValue);
          if (requested > limit) {
            throw tooComplex(`The operation costs ${requested}; ${limit} are allowed.`, undefined, { cost: { requested, limit } });
          }
          cost = { plan, requested, limit };
        },
        async willSendResponse({ response: { body } }) {
          if (cost === undefined || body.kind !== "single") return;
          const { plan, requested, limit } = cost;
          const actual = plan.hasLists ? actualCost(plan, body.singleResult.data) : requested;
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: { requested, actual, limit } };
        },
      };
    },
  };
}

function prepare<Context extends BaseContext>(
  prepared: WeakMap<OperationDefinitionNode, PreparedCost>,
  operation: OperationDefinitionNode,
  { schema, document }: Pick<GraphQLRequestContextDidResolveOperation<Context>, "schema" | "document">,
): PreparedCost {
  const known = prepared.get(operation);
  if (known !== undefined) return known;
  const plan = createCostPlan(schema, document, operation);
  const made = { plan, fixed: plan.usesVariables ? undefined : requestedCost(plan, {}) };
  prepared.set(operation, made);
  return made;
}
