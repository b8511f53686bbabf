import { execute, type GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";

import type { SessionContext } from "../../modules/sessions/session-context.js";
import type { AcceptedOperation } from "./document-limits/accepted-documents.js";
import { type CostJudge, toldCost } from "./document-limits/cost-judge.js";
import type { GraphqlAnswer, GraphqlRequest } from "./graphql-request.js";
import { httpOf } from "./http-of-errors.js";

/** What operations are run with. */
export interface OperationRunnerParts {
  readonly schema: GraphQLSchema;
  readonly costs: CostJudge<SessionContext>;
  /** What a client is told of an error. */
  readonly tell: (formatted: GraphQLFormattedError, error: unknown, requestId: string) => GraphQLFormattedError;
}

/** Runs an operation that Apollo Server has accepted before; null when it must be asked again, and nothing was done. */
export type OperationRunner = (accepted: AcceptedOperation, request: GraphqlRequest, asked: Asked) => Promise<GraphqlAnswer | null>;

interface Asked {
  readonly context: SessionContext;
  /** Media type of the answer. */
  readonly mediaType: string;
}

/**
 * Runs what came before, as most does, without the pipeline of Apollo Server, which takes longer than a query itself
 * (docs/performance.md). Whatever is not an answer with data is left to Apollo Server: what costs too much, and variables
 * that do not fit, which are both found before anything is resolved.
 */
export function createOperationRunner({ schema, costs, tell }: OperationRunnerParts): OperationRunner {
  return async ({ document, operation, told }, { variables = {}, operationName }, { context, mediaType }) => {
    const cost = judgeOrNull(() => costs.judge({ schema, document, operation, variables, context }));
    if (!cost) return null;
    const result = await execute({ schema, document, contextValue: context, variableValues: variables, operationName });
    if (!("data" in result)) return null;
    const errors = result.errors?.map((error) => tell(toFormatted(error), error, context.source.requestId));
    const { status = 200, headers } = httpOf(errors ?? []);
    return {
      ...told,
      code: codeOf(errors?.[0]),
      status,
      headers: new Map([["content-type", `${mediaType}; charset=utf-8`], ...headers]),
      body: JSON.stringify({ ...(errors && { errors }), data: result.data, extensions: { cost: toldCost(cost, result.data) } }),
    };
  };
}

function judgeOrNull<Judged>(judge: () => Judged): Judged | null {
  try {
    return judge();
  } catch {
    return null;
  }
}

function codeOf(error: GraphQLFormattedError | undefined): string {
  const code = error?.extensions?.["code"];
  return typeof code === "string" ? code : "OK";
}

/** As Apollo Server forms errors: whatever has no code is a failure of ours. */
function toFormatted(error: GraphQLError): GraphQLFormattedError {
  return { ...error.toJSON(), extensions: { ...error.extensions, code: error.extensions["code"] ?? "INTERNAL_SERVER_ERROR" } };
}
