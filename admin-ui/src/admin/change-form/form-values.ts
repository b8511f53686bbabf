import { readTypedMoment } from "../date-time/typed-moment.js";
import type { Choice, FieldDescription, FieldValue, Fieldset, FormInput, FormValues, TypedMoment } from "../form-description.js";

/** Whether two values mean the same. Choices are a set: their order says nothing. */
export function isSameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (isChoices(a) && isChoices(b)) {
    const values = new Set(a.map(({ value }) => value));
    return a.length === b.length && b.every(({ value }) => values.has(value));
  }
  if (isMoment(a) && isMoment(b)) return a.date === b.date && a.time === b.time;
  return a === b;
}

/** The values that differ from what was there before. */
export function changedValues(before: FormValues, now: FormValues): FormValues {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => !isSameValue(before[name], value)));
}

/** The fields that stand in a form now: those that others hide are not among them. */
export function shownFields(fieldsets: readonly Fieldset[], values: FormValues): FieldDescription[] {
  return fieldsets.flatMap(({ fields }) => fields.filter((field) => isShown(field, values)));
}

/** Whether other fields let a field be shown, and the viewer may see it. */
export function isShown({ name, widget, shownWhen }: FieldDescription, values: FormValues): boolean {
  if (widget !== "display" && values[name] === undefined) return false;
  return shownWhen === undefined || shownWhen.isOneOf.some((value) => values[shownWhen.field] === value);
}

/** Values as the API takes them; moments must be well formed. */
export function toInput(values: FormValues): FormInput {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toInputValue(value)]));
}

function toInputValue(value: FieldValue): unknown {
  if (isChoices(value)) return value.map((choice) => choice.value);
  if (!isMoment(value)) return value;
  const read = readTypedMoment(value);
  return "iso" in read ? read.iso : undefined;
}

/** Tells choices from other values. */
export function isChoices(value: FieldValue | undefined): value is readonly Choice[] {
  return Array.isArray(value);
}

/** Tells moments from other values. */
export function isMoment(value: FieldValue | undefined): value is TypedMoment {
  return typeof value === "object" && !isChoices(value);
}
