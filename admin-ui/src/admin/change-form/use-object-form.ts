import type { ApolloClient } from "@apollo/client";
import { type RefObject, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useForm, type UseFormReturn } from "react-hook-form";

import type { InputRefused } from "../../../react/api/fault.js";
import type {
  ChangeFormDescription,
  EditedObject,
  FieldDescription,
  FieldValue,
  Fieldset,
  FormValues,
  SavedObject,
} from "../form-description.js";
import { useConsole } from "../frame/console-context.js";
import { conflictOf, type Conflict } from "./conflict.js";
import { type FormFaults, localFaults, noFaults, placeFaults } from "./field-faults.js";
import { changedValues, shownFields, toInput } from "./form-values.js";
import { type Saving, useSaving } from "./use-saving.js";

/** The buttons that save. */
export type SaveButton = "save" | "another" | "continue";

/** What react-hook-form holds for a form. */
export type FormState = UseFormReturn<Record<string, FieldValue>>;

/** A form that is being filled in. */
export interface ObjectForm {
  readonly formRef: RefObject<HTMLFormElement | null>;
  readonly state: FormState;
  readonly fieldsets: readonly Fieldset[];
  readonly object: EditedObject | null;
  readonly faults: FormFaults;
  /** Somebody else saved first: what both have; null otherwise. */
  readonly conflict: Conflict | null;
  readonly saving: Saving;
  readonly save: (button: SaveButton) => Promise<void>;
  /** Goes on after a conflict with the values to be saved; null leads back to the form. */
  readonly resolve: (values: FormValues | null) => Promise<void>;
  /** Whether something was typed that is not saved. */
  readonly hasEdits: () => boolean;
}

interface Options {
  readonly description: ChangeFormDescription;
  /** Null to add one. */
  readonly object: EditedObject | null;
  readonly onSaved: (saved: SavedObject, button: SaveButton) => void | Promise<void>;
}

/** Keeps a form: its values, what is wrong with it, and the ways to save it. */
export function useObjectForm({ description, object, onSaved }: Options): ObjectForm {
  const { client } = useConsole();
  const formRef = useRef<HTMLFormElement>(null);
  const initial = object?.values ?? description.blank ?? {};
  const state = useForm<Record<string, FieldValue>>({ defaultValues: initial });
  const [faults, setFaults] = useState(noFaults);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  /** What the server had when it was read last; moves on with conflicts and saves. */
  const known = useRef({ version: object?.version ?? 0, values: initial });
  const button = useRef<SaveButton>("save");
  const fieldsets = object === null ? (description.addFieldsets ?? description.fieldsets) : description.fieldsets;
  const fields = () => shownFields(fieldsets, state.getValues());
  const showFaults = (found: FormFaults): void => {
    flushSync(() => setFaults(found));
    focusFirstFault(formRef.current);
  };
  const saving = useSaving(async (refused: InputRefused) => {
    const theirs = refused.isConflict && object !== null ? await description.load(client, object.id) : null;
    if (theirs) return setConflict(conflictOf({ refused, before: known.current.values, mine: state.getValues(), theirs }));
    for (const field of fields()) if (field.widget === "password") state.setValue(field.name, "");
    showFaults(placeFaults(fields(), refused));
  });
  const send = async (): Promise<SavedObject> => {
    const values = state.getValues();
    return object === null
      ? create(client, description, sentValues(fields(), values))
      : description.save(client, {
          id: object.id,
          version: known.current.version,
          input: toInput(changedValues(known.current.values, values)),
        });
  };
  const save = async (pressed: SaveButton): Promise<void> => {
    button.current = pressed;
    const found = localFaults(fields(), state.getValues());
    if (found.length > 0) return showFaults({ fields: found, others: [] });
    setFaults(noFaults);
    await saving.run(async () => {
      const saved = await send();
      known.current = { ...known.current, values: state.getValues() };
      await onSaved(saved, button.current);
    });
  };
  const resolve = async (values: FormValues | null): Promise<void> => {
    setConflict(null);
    if (!conflict || !values) return;
    known.current = conflict.theirs;
    state.reset({ ...conflict.theirs.values, ...values });
    await save(button.current);
  };
  const hasEdits = (): boolean => Object.keys(changedValues(known.current.values, state.getValues())).length > 0;
  return { formRef, state, fieldsets, object, faults, conflict, saving, save, resolve, hasEdits };
}

async function create(client: ApolloClient, description: ChangeFormDescription, values: FormValues): Promise<SavedObject> {
  if (!description.create) throw new Error("There is an add form for something that is not added.");
  return description.create(client, toInput(values));
}

/** What an add form sends: what stands in it, and passwords once. */
function sentValues(fields: readonly FieldDescription[], values: FormValues): FormValues {
  const sent = fields.filter((field) => field.widget !== "display" && !(field.widget === "password" && field.repeats !== undefined));
  return Object.fromEntries(sent.map(({ name }) => [name, values[name] ?? ""]));
}

function focusFirstFault(form: HTMLFormElement | null): void {
  const place = form?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form?.querySelector<HTMLElement>(".error-note");
  place?.focus();
}
