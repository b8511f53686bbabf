import type { ReactNode } from "react";
import { useWatch } from "react-hook-form";

import { text } from "../../text/text.js";
import { Chooser } from "../chooser/chooser.js";
import { DateTimeInput } from "../date-time/date-time-input.js";
import type { CheckboxField, FieldDescription } from "../form-description.js";
import { useFrame } from "../frame/frame-loader.js";
import { CheckboxInput, PasswordInput, RadioInput, TextInput } from "./basic-inputs.js";
import { type FieldWiring, inputWiring, useFieldWiring, useFormSurroundings } from "./form-context.js";
import { isShown } from "./form-values.js";
import { ReadOnlyValue } from "./read-only-value.js";

/** A field of a form: label, faults, input, help. Stands only while other fields let it. */
export function FieldRow({ field }: { field: FieldDescription }): ReactNode {
  const { state, object, canChange, readonlyFields } = useFormSurroundings();
  const decider = field.shownWhen?.field ?? field.name;
  const decision = useWatch({ control: state.control, name: decider });
  const viewer = useFrame().user;
  if (!isShown(field, { ...state.getValues(), ...(decision !== undefined && { [decider]: decision }) })) return null;
  const isReadOnly = !canChange || readonlyFields.includes(field.name) || field.widget === "display";
  if (isReadOnly) return <ReadOnlyRow field={field} />;
  const lock = field.lockedFor?.(viewer, object) ?? null;
  return field.widget === "checkbox" ? <CheckboxRow field={field} lock={lock} /> : <InputRow field={field} lock={lock} />;
}

interface RowProps<Field = FieldDescription> {
  readonly field: Field;
  /** Why the viewer may not change the field. */
  readonly lock: string | null;
}

function InputRow({ field, lock }: RowProps): ReactNode {
  const wiring = useFieldWiring(field);
  const isGroup = field.widget === "radio" || field.widget === "chooser" || field.widget === "date-time";
  const label = text.form.label(field.label);
  const className = `form-row field-${field.name}${wiring.fault ? " errors" : ""}`;
  const labelClass = field.isRequired === true ? "label required" : "label";
  const content = (
    <div className="field">
      {isGroup && <Faults wiring={wiring} />}
      <FieldInput field={field} wiring={wiring} isLocked={lock !== null} />
      <Help wiring={wiring} help={field.widget === "chooser" ? <ChooserHelp help={field.help} /> : field.help} lock={lock} />
    </div>
  );
  if (isGroup) {
    return (
      <fieldset className={className} aria-describedby={wiring["aria-describedby"]}>
        <legend className={labelClass}>{label}</legend>
        {content}
      </fieldset>
    );
  }
  return (
    <div className={className}>
      <Faults wiring={wiring} />
      <label className={labelClass} htmlFor={wiring.id}>
        {label}
      </label>
      {content}
    </div>
  );
}

function ChooserHelp({ help }: { help: ReactNode }): ReactNode {
  return (
    <>
      {help} {text.chooser.help}
    </>
  );
}

function FieldInput({ field, wiring, isLocked }: { field: FieldDescription; wiring: FieldWiring; isLocked: boolean }): ReactNode {
  const input = { ...inputWiring(wiring), disabled: isLocked };
  switch (field.widget) {
    case "text":
    case "email":
      return <TextInput field={field} input={input} />;
    case "password":
      return <PasswordInput field={field} input={input} />;
    case "radio":
      return <RadioInput field={field} input={input} />;
    case "chooser":
      return <Chooser field={field} input={input} />;
    case "date-time":
      return <DateTimeInput field={field} input={input} faultyPart={wiring.fault ? (wiring.fault.part ?? "date") : null} />;
    case "checkbox":
    case "display":
      return null;
  }
}

function CheckboxRow({ field, lock }: RowProps<CheckboxField>): ReactNode {
  const wiring = useFieldWiring(field);
  return (
    <div className={`form-row checkbox-row field-${field.name}${wiring.fault ? " errors" : ""}`}>
      <Faults wiring={wiring} />
      <CheckboxInput field={field} input={{ ...inputWiring(wiring), disabled: lock !== null }} />
      <label htmlFor={wiring.id}>{field.label}</label>
      <Help wiring={wiring} help={field.help} lock={lock} />
    </div>
  );
}

function ReadOnlyRow({ field }: { field: FieldDescription }): ReactNode {
  const wiring = useFieldWiring(field);
  return (
    <div className={`form-row read-only field-${field.name}`} role="group" aria-labelledby={`${wiring.id}_label`}>
      <span className="label" id={`${wiring.id}_label`}>
        {text.form.label(field.label)}
      </span>
      <div className="field">
        <ReadOnlyValue field={field} />
        <Help wiring={wiring} help={field.help} lock={null} />
      </div>
    </div>
  );
}

function Faults({ wiring: { fault, faultId } }: { wiring: FieldWiring }): ReactNode {
  if (!fault) return null;
  return (
    <ul className="error-list" id={faultId}>
      {fault.messages.map((message) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}

function Help({ wiring, help, lock }: { wiring: FieldWiring; help: ReactNode; lock: string | null }): ReactNode {
  if (help === undefined && lock === null) return null;
  return (
    <div className="help" id={wiring.helpId}>
      {help}
      {lock !== null && <strong>{help === undefined ? lock : ` ${lock}`}</strong>}
    </div>
  );
}
