import { createContext, use } from "react";

import type { EditedObject, FieldDescription } from "../form-description.js";
import type { FormState } from "./use-object-form.js";
import type { FieldFault } from "./field-faults.js";

/** What fields need to know about the form they stand in. */
export interface FormSurroundings {
  readonly state: FormState;
  /** Null in an add form. */
  readonly object: EditedObject | null;
  readonly faults: readonly FieldFault[];
  /** In front of the ids of all inputs: two forms may be on a page. */
  readonly idPrefix: string;
  /** Whether the viewer may change anything; else values are shown as text. */
  readonly canChange: boolean;
  /** Names of fields that are shown as text in any case. */
  readonly readonlyFields: readonly string[];
}

const Context = createContext<FormSurroundings | null>(null);

/** Gives fields the form they stand in. */
export const FormContext = Context.Provider;

/** The form that a field stands in. */
export function useFormSurroundings(): FormSurroundings {
  const surroundings = use(Context);
  if (!surroundings) throw new Error("This is used inside of a form only.");
  return surroundings;
}

/** What an input must carry, so that its help and its faults are read out with it. */
export interface InputWiring {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
}

/** How a field is wired. */
export interface FieldWiring extends InputWiring {
  readonly helpId: string;
  readonly faultId: string;
  readonly fault: FieldFault | undefined;
}

/** Ids of the parts of a field, and what is wrong with it. */
export function useFieldWiring({ name, widget, help, lockedFor }: FieldDescription): FieldWiring {
  const { idPrefix, faults } = useFormSurroundings();
  const id = `${idPrefix}${name}`;
  const fault = faults.find(({ field }) => field === name);
  const [helpId, faultId] = [`${id}_helptext`, `${id}_error`];
  const hasHelp = help !== undefined || lockedFor !== undefined || widget === "chooser";
  const describers = [...(fault ? [faultId] : []), ...(hasHelp ? [helpId] : [])];
  return {
    id,
    helpId,
    faultId,
    fault,
    ...(describers.length > 0 && { "aria-describedby": describers.join(" ") }),
    ...(fault && { "aria-invalid": true }),
  };
}

/** The part of the wiring that inputs take. */
export function inputWiring({ id, ...wiring }: FieldWiring): InputWiring {
  const { "aria-describedby": describedBy, "aria-invalid": isInvalid } = wiring;
  return { id, ...(describedBy !== undefined && { "aria-describedby": describedBy }), ...(isInvalid && { "aria-invalid": true }) };
}
