import type { ValidationRule } from "graphql";
import { tooComplex } from "./too-complex.js";

/** A document may contain `limit` aliases. Aliases are how one document asks for the same dear field many times. */
export function maxAliases(limit: number): ValidationRule {
  return (context) => {
    let count = 0;
    return {
      Field(field) {
        if (field.alias !== undefined) count += 1;
      },
      Document: {
        leave() {
          if (count > limit) context.reportError(tooComplex(`The document has ${count} aliases; ${limit} are allowed.`));
        },
      },
    };
  };
}
