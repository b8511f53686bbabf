import { GraphQLError, type ValidationRule } from "graphql";
import type { RequestErrorCode } from "../../../foundation/kernel/request-error.js";

/** Refuses kinds of operation that the schema does not have, such as subscriptions: executing one would fail as if we were at fault. */
export const servedOperations: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    if (context.getSchema().getRootType(operation.operation)) return;
    const code: RequestErrorCode = "BAD_USER_INPUT";
    context.reportError(new GraphQLError(`This API has no ${operation.operation}s.`, { nodes: operation, extensions: { code } }));
  },
});
