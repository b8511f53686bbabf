import type { ValidationRule } from "graphql";
import { tooComplex } from "./too-complex.js";

/** A document may contain `limit` directives. They are looked up and compared at every place, known or not. */
export function maxDirectives(limit: number): ValidationRule {
  return (context) => {
    let count = 0;
    return {
      Directive() {
        count += 1;
      },
      Document: {
        leave() {
          if (count > limit) context.reportError(tooComplex(`The document has ${count} directives; ${limit} are allowed.`));
        },
      },
    };
  };
}
