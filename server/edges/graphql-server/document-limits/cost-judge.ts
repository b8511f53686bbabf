import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";

import { createCostPlan, type CostPlan } from "./cost-plan.js";
import { actualCost, requestedCost } from "./operation-cost.js";
import { tooComplex } from "./too-complex.js";

/** How much an operation of this caller may cost. */
export type CostLimit<Context> = (context: Context) => number;

/** Default limits by caller. */
export const defaultCostLimits = { anonymous: 1000, signedIn: 5000 };

/** An operation that is about to run. */
export interface CostlyOperation<Context> {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: Context;
}

/** What an operation may cost at most, and what the caller may spend. */
export interface JudgedCost {
  readonly plan: CostPlan;
  readonly requested: number;
  readonly limit: number;
}

interface PreparedCost {
  readonly plan: CostPlan;
  /** Known in advance when no page size comes from a variable. */
  readonly fixed: number | undefined;
}

/** Judges what operations cost. What depends on the document alone is worked out once per document that is kept. */
export class CostJudge<Context> {
  private readonly prepared = new WeakMap<OperationDefinitionNode, PreparedCost>();

  constructor(private readonly limitFor: CostLimit<Context>) {}

  /**
   * What an operation may cost.
   *
   * @throws GraphQLError `QUERY_TOO_COMPLEX` when that is more than the caller may spend
   */
  judge(costly: CostlyOperation<Context>): JudgedCost {
    const { plan, fixed } = this.prepare(costly);
    const requested = fixed ?? requestedCost(plan, costly.variables);
    const limit = this.limitFor(costly.context);
    if (requested <= limit) return { plan, requested, limit };
    throw tooComplex(`The operation costs ${requested}; ${limit} are allowed.`, undefined, { cost: { requested, limit } });
  }

  private prepare({ schema, document, operation }: CostlyOperation<Context>): PreparedCost {
    const known = this.prepared.get(operation);
    if (known !== undefined) return known;
    const plan = createCostPlan(schema, document, operation);
    const made = { plan, fixed: plan.usesVariables ? undefined : requestedCost(plan, {}) };
    this.prepared.set(operation, made);
    return made;
  }
}

/** What an operation could cost, did cost, and might have cost. */
interface ToldCost {
  readonly requested: number;
  readonly actual: number;
  readonly limit: number;
}

/** What an answer tells of its cost, in `extensions.cost`. */
export function toldCost({ plan, requested, limit }: JudgedCost, data: unknown): ToldCost {
  return { requested, actual: plan.hasLists ? actualCost(plan, data) : requested, limit };
}
