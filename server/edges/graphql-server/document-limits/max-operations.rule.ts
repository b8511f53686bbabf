import { Kind, type ValidationRule } from "graphql";
import { tooComplex } from "./too-complex.js";

/** A document may contain `limit` operations. Only one of them runs, but all are validated. */
export function maxOperations(limit: number): ValidationRule {
  return (context) => ({
    Document(document) {
      const count = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length;
      if (count > limit) context.reportError(tooComplex(`The document has ${count} operations; ${limit} are allowed.`));
    },
  });
}
