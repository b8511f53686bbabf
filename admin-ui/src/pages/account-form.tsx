import { type ComponentProps, type ReactNode, type SubmitEvent, useId, useState } from "react";

import { ErrorNote } from "../admin/change-form/error-note.js";
import { type FormFaults, noFaults, placeFaults } from "../admin/change-form/field-faults.js";
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

/** A small form with passwords, which are never kept after a failure. The first field has the focus; then the first that is wrong. */
export function AccountForm({ fields, submitLabel, send, onFaults }: AccountFormProps): ReactNode {
  const [faults, setFaults] = useState(noFaults);
  const [isBusy, setBusy] = useState(false);
  const fail = (form: HTMLFormElement, found: FormFaults): void => {
    setFaults(found);
    onFaults();
    const inputs = [...form.querySelectorAll("input")];
    for (const input of inputs) if (input.type === "password") input.value = "";
    (inputs.find(({ name }) => messagesOf(name, found).length > 0) ?? inputs[0])?.focus();
  };
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const values = readValues(form);
    const different = fields.find(({ name, repeats }) => repeats !== undefined && values[repeats] !== values[name]);
    if (different) return fail(form, { fields: [{ field: different.name, messages: [text.form.passwordsDiffer] }], others: [] });
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
      <ErrorNote faults={faults} />
      <div className="fieldset wide">
        {fields.map((field, index) => (
          <FieldRow key={field.name} field={field} messages={messagesOf(field.name, faults)} isFirst={index === 0} />
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

function messagesOf(name: string, { fields }: FormFaults): readonly string[] {
  return fields.find(({ field }) => field === name)?.messages ?? [];
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
