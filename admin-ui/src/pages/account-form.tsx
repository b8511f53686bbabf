import { type ComponentProps, type ReactNode, type SubmitEvent, useId, useState } from "react";

import { explain } from "../api/explain.js";
import { InputRefused } from "../../react/api/fault.js";
import { explainFault } from "../admin/change-form/explain-fault.js";
import { text } from "../text/text.js";

/** A line of text or a password of a form about the own account. */
export interface AccountField extends Pick<ComponentProps<"input">, "autoComplete" | "maxLength" | "type"> {
  /** What the input of the API calls it. */
  readonly name: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly isOptional?: boolean;
  /** Name of the password field that is typed again here. What is wrong with that one is shown here. */
  readonly repeats?: string;
}

interface AccountFormProps {
  readonly fields: readonly AccountField[];
  readonly submitLabel: string;
  /** @throws InputRefused, Fault */
  readonly send: (values: Readonly<Record<string, string>>) => Promise<void>;
  readonly onFaults: () => void;
}

interface Faults {
  /** Messages by names of fields. */
  readonly ofFields: ReadonlyMap<string, readonly string[]>;
  readonly others: readonly string[];
}

const noFaults: Faults = { ofFields: new Map(), others: [] };

/** A small form with passwords, which are never kept after a failure. The first field has the focus; then the first that is wrong. */
export function AccountForm({ fields, submitLabel, send, onFaults }: AccountFormProps): ReactNode {
  const [faults, setFaults] = useState(noFaults);
  const [isBusy, setBusy] = useState(false);
  const fail = (form: HTMLFormElement, found: Faults): void => {
    setFaults(found);
    onFaults();
    const inputs = [...form.querySelectorAll("input")];
    for (const input of inputs) if (input.type === "password") input.value = "";
    (inputs.find(({ name }) => found.ofFields.has(name)) ?? inputs[0])?.focus();
  };
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const values = readValues(form);
    const different = fields.find(({ name, repeats }) => repeats !== undefined && values[repeats] !== values[name]);
    if (different) return fail(form, { ofFields: new Map([[different.name, [text.form.passwordsDiffer]]]), others: [] });
    setBusy(true);
    try {
      await send(values);
    } catch (fault) {
      fail(form, placeFaults(fields, fault));
    } finally {
      setBusy(false);
    }
  };
  const handle = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!isBusy) void submit(event.currentTarget);
  };
  return (
    <form className="account-form" onSubmit={handle} aria-busy={isBusy}>
      <FaultNote faults={faults} />
      <div className="fieldset wide">
        {fields.map((field, index) => (
          <FieldRow key={field.name} field={field} messages={faults.ofFields.get(field.name) ?? []} isFirst={index === 0} />
        ))}
      </div>
      <div className="submit-row">
        <button type="submit" className="default" aria-disabled={isBusy}>
          {submitLabel}
        </button>
      </div>
    </form>
  );
}

function FaultNote({ faults: { ofFields, others } }: { faults: Faults }): ReactNode {
  return (
    <div role="alert">
      {ofFields.size > 0 && <p className="error-note">{text.form.correct(ofFields.size)}</p>}
      {others.map((message) => (
        <p key={message} className="error-note">
          {message}
        </p>
      ))}
    </div>
  );
}

interface FieldRowProps {
  readonly field: AccountField;
  readonly messages: readonly string[];
  readonly isFirst: boolean;
}

function FieldRow({ field, messages, isFirst }: FieldRowProps): ReactNode {
  const { name, label, help, isOptional = false, repeats: _, type = "text", ...input } = field;
  const id = useId();
  const isWrong = messages.length > 0;
  const described = [isWrong ? `${id}error` : "", help === undefined ? "" : `${id}help`].join(" ").trim();
  return (
    <div className={isWrong ? "form-row errors" : "form-row"}>
      {isWrong && (
        <ul className="error-list" id={`${id}error`}>
          {messages.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      <label className={isOptional ? "label" : "label required"} htmlFor={id}>
        {label}
      </label>
      <div className="field">
        <input
          {...input}
          type={type}
          id={id}
          name={name}
          required={!isOptional}
          autoCapitalize="none"
          autoFocus={isFirst}
          aria-invalid={isWrong}
          {...(described !== "" && { "aria-describedby": described })}
        />
        {help !== undefined && (
          <div className="help" id={`${id}help`}>
            {help}
          </div>
        )}
      </div>
    </div>
  );
}

function readValues(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : ""]));
}

function placeFaults(fields: readonly AccountField[], fault: unknown): Faults {
  if (!(fault instanceof InputRefused)) return { ofFields: new Map(), others: [explain(fault)] };
  const ofFields = new Map<string, string[]>();
  const others: string[] = [];
  for (const found of fault.faults) {
    const name = found.path?.[1];
    const field =
      fields.find(({ repeats }) => name !== undefined && repeats === name) ?? fields.find((candidate) => candidate.name === name);
    if (field) ofFields.set(field.name, [...(ofFields.get(field.name) ?? []), explainFault(found)]);
    else others.push(explainFault(found));
  }
  return { ofFields, others };
}
