import { InputRefused } from "../../../react/api/fault.js";
import { explain, explainInputFault } from "../../api/explain.js";
import { text } from "../../text/text.js";
import { readTypedMoment } from "../date-time/typed-moment.js";
import type { FieldDescription, FormValues } from "../form-description.js";
import { isMoment } from "./form-values.js";

/** What is wrong with one field. */
export interface FieldFault {
  readonly field: string;
  /** Which input, when the field has several. */
  readonly part?: "date" | "time";
  readonly messages: readonly string[];
}

/** What is wrong with a form. */
export interface FormFaults {
  readonly fields: readonly FieldFault[];
  /** What belongs to no field that is shown. */
  readonly others: readonly string[];
}

/** Nothing is wrong. */
export const noFaults: FormFaults = { fields: [], others: [] };

/** What can be told without asking the server: what is missing, moments that are none, and passwords that differ. */
export function localFaults(fields: readonly FieldDescription[], values: FormValues): FieldFault[] {
  return fields.flatMap((field): FieldFault[] => {
    if (field.widget === "date-time") return faultsOfMoment(field, values);
    if (field.widget === "password") return faultsOfPassword(field, values);
    return field.isRequired === true && values[field.name] === "" ? [{ field: field.name, messages: [text.form.required] }] : [];
  });
}

/** As much of a field as has to be known to put a fault to it. */
interface Place {
  readonly name: string;
  readonly repeats?: string;
  readonly widget?: string;
}

/** Puts what the server found wrong to the fields: `["input", "email"]` speaks of the field `email`. */
export function placeFaults(fields: readonly Place[], refusal: unknown): FormFaults {
  if (!(refusal instanceof InputRefused)) return { fields: [], others: [explain(refusal)] };
  const messages = new Map<string, string[]>();
  const others: string[] = [];
  for (const fault of refusal.faults) {
    const field = placeOf(fields, fault.path?.[1]);
    if (field === undefined) others.push(explainInputFault(fault));
    else messages.set(field, [...(messages.get(field) ?? []), explainInputFault(fault)]);
  }
  return { fields: [...messages].map(([field, of]) => ({ field, messages: of })), others };
}

/** Faults of a password stand at its repetition, as in Django: both are typed anew. */
function placeOf(fields: readonly Place[], name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const repetition = fields.find(({ repeats }) => repeats === name);
  return (repetition ?? fields.find((field) => field.name === name && field.widget !== "display"))?.name;
}

function faultsOfMoment({ name, isRequired }: FieldDescription, values: FormValues): FieldFault[] {
  const value = values[name];
  if (!isMoment(value)) return [];
  const read = readTypedMoment(value);
  if ("fault" in read) {
    const message = read.fault === "date" ? text.form.invalidDate : text.form.invalidTime;
    return [{ field: name, part: read.fault, messages: [message] }];
  }
  return isRequired === true && read.iso === null ? [{ field: name, part: "date", messages: [text.form.required] }] : [];
}

function faultsOfPassword(field: FieldDescription & { widget: "password" }, values: FormValues): FieldFault[] {
  const { name, repeats } = field;
  if (values[name] === "") return [{ field: name, messages: [text.form.required] }];
  const isDifferent = repeats !== undefined && values[repeats] !== "" && values[repeats] !== values[name];
  return isDifferent ? [{ field: name, messages: [text.form.passwordsDiffer] }] : [];
}
