import type { ValidationRule } from "graphql";
import { foldSelections } from "./fold-selections.js";
import { tooComplex } from "./too-complex.js";

/** An operation may select `limit` root fields, each occurrence counted, those in fragments too. */
export function maxRootFields(limit: number): ValidationRule {
  return (context) => {
    const countFields = foldSelections((name) => context.getFragment(name), { field: () => 1, join: (left, right) => left + right });
    return {
      OperationDefinition(operation) {
        if (countFields(operation.selectionSet) > limit) {
          context.reportError(tooComplex(`The operation selects more than ${limit} root fields.`, operation));
        }
      },
    };
  };
}
