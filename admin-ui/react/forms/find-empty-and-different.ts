import type { Problems } from "../text/problems.js";
import type { Texts } from "../text/texts.js";
import type { FormField, TypedValues } from "./form-field.js";

/** What can be told without the server: required fields that are empty, and second passwords unlike the first. Null when all is well. */
export function findEmptyAndDifferent(fields: readonly FormField[], values: TypedValues, { faults }: Texts): Problems | null {
  const found = fields.flatMap((field) => {
    const code = faultOf(field, values);
    return code === null ? [] : [[field.name, [faults[code]?.({}) ?? code]]];
  });
  return found.length === 0 ? null : { fields: Object.fromEntries(found) as Problems["fields"], form: [] };
}

function faultOf({ name, isOptional = false, repeats }: FormField, values: TypedValues): string | null {
  if (values[name] === "" && !isOptional) return "REQUIRED";
  return repeats !== undefined && values[repeats] !== values[name] ? "DIFFERENT" : null;
}
