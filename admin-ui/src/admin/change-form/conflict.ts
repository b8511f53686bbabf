import type { InputRefused } from "../../../react/api/fault.js";
import type { EditedObject, FieldValue, FormValues } from "../form-description.js";
import { isSameValue } from "./form-values.js";

/** Two people changed the same object. */
export interface Conflict {
  /** What is there now. */
  readonly theirs: EditedObject;
  /** Who saved, as far as the server tells. */
  readonly changedBy: string;
  /** When, in ISO 8601; empty when the server does not tell. */
  readonly changedAt: string;
  readonly fields: readonly ConflictingField[];
}

/** A field that the two have different values in. */
export interface ConflictingField {
  readonly name: string;
  readonly mine: FieldValue;
  readonly theirs: FieldValue;
  /** Whose value is proposed: that of whoever changed it, and mine when both did. */
  readonly proposed: "mine" | "theirs";
}

/** Compares what I typed with what somebody else saved after I had read the object. */
export function conflictOf({
  refused,
  before,
  mine,
  theirs,
}: {
  refused: InputRefused;
  before: FormValues;
  mine: FormValues;
  theirs: EditedObject;
}): Conflict {
  const fields = Object.entries(theirs.values).flatMap(([name, value]): ConflictingField[] => {
    const own = mine[name];
    if (own === undefined || isSameValue(own, value)) return [];
    return [{ name, mine: own, theirs: value, proposed: isSameValue(own, before[name]) ? "theirs" : "mine" }];
  });
  const params = refused.faults.find(({ code }) => code === "CONFLICT")?.params as Record<string, unknown> | undefined;
  return { theirs, fields, changedBy: wordOf(params?.["changedBy"]), changedAt: wordOf(params?.["changedAt"]) };
}

/** The values that are to be saved, by what was chosen for each field. */
export function resolvedValues({ theirs, fields }: Conflict, choices: Readonly<Record<string, "mine" | "theirs">>): FormValues {
  const chosen = fields.map(({ name, mine, theirs: other, proposed }) => [name, (choices[name] ?? proposed) === "mine" ? mine : other]);
  return { ...theirs.values, ...(Object.fromEntries(chosen) as FormValues) };
}

function wordOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
