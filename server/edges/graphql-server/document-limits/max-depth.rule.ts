import type { ValidationRule } from "graphql";
import { foldSelections } from "./fold-selections.js";
import { tooComplex } from "./too-complex.js";

/**
 * Fields may nest `limit` levels deep (`{ me { id } }` has two). What lies under `__schema` and `__type` is exempt: the
 * usual introspection query is deep by nature, and graphql-js has a rule of its own for it.
 */
export function maxDepth(limit: number): ValidationRule {
  return (context) => {
    const depthOf = foldSelections((name) => context.getFragment(name), {
      field: (field, nested) => (isIntrospection(field.name.value) ? 1 : 1 + nested()),
      join: Math.max,
    });
    return {
      OperationDefinition(operation) {
        const depth = depthOf(operation.selectionSet);
        if (depth > limit) context.reportError(tooComplex(`The operation is ${depth} levels deep; ${limit} are allowed.`, operation));
      },
    };
  };
}

function isIntrospection(fieldName: string): boolean {
  return fieldName === "__schema" || fieldName === "__type";
}
