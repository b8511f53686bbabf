import type { ValidationContext, ValidationRule, OperationTypeNode } from "graphql";
import { foldSelections } from "./fold-selections.js";
import { tooComplex } from "./too-complex.js";

/**
 * An operation may contain one field that checks a credential (`logIn`, `changePassword`, …): otherwise one request, which
 * limits by request count as one, could guess a hundred times under aliases. Such a root field is marked in the schema by
 * `extensions.credentialCheck: true`. Every occurrence counts: under an alias, in a fragment, or simply repeated.
 */
export const singleCredentialCheck: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    const credentialFields = findCredentialFields(context, operation.operation);
    const countChecks = foldSelections((name) => context.getFragment(name), {
      field: ({ name }) => (credentialFields.has(name.value) ? 1 : 0),
      join: (left, right) => left + right,
    });
    if (countChecks(operation.selectionSet) > 1) {
      context.reportError(tooComplex("The operation contains more than one field that checks a credential.", operation));
    }
  },
});

function findCredentialFields(context: ValidationContext, operation: OperationTypeNode): ReadonlySet<string> {
  const fields = Object.values(context.getSchema().getRootType(operation)?.getFields() ?? {});
  return new Set(fields.filter((field) => field.extensions["credentialCheck"] === true).map((field) => field.name));
}
