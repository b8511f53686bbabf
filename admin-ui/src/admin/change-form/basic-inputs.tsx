import type { ReactNode } from "react";

import type { CheckboxField, PasswordField, RadioField, TextField } from "../form-description.js";
import { type InputWiring, useFormSurroundings } from "./form-context.js";

/** What every input of a form takes. */
export interface InputProps<Field> {
  readonly field: Field;
  readonly input: InputWiring & { readonly disabled: boolean };
}

/** A line of text or an address. The server checks it: browsers would say it in words of their own. */
export function TextInput({ field, input }: InputProps<TextField>): ReactNode {
  const { state } = useFormSurroundings();
  return (
    <input
      {...state.register(field.name)}
      {...input}
      type={field.widget}
      maxLength={field.maxLength}
      autoCapitalize="none"
      autoComplete={field.autoComplete ?? "off"}
      required={field.isRequired === true}
    />
  );
}

/** A new password. */
export function PasswordInput({ field, input }: InputProps<PasswordField>): ReactNode {
  const { state } = useFormSurroundings();
  return <input {...state.register(field.name)} {...input} type="password" autoComplete="new-password" required />;
}

/** A box to tick. */
export function CheckboxInput({ field, input }: InputProps<CheckboxField>): ReactNode {
  const { state } = useFormSurroundings();
  return <input {...state.register(field.name)} {...input} type="checkbox" />;
}

/** A few choices side by side. */
export function RadioInput({ field, input: { id, disabled, ...wiring } }: InputProps<RadioField>): ReactNode {
  const { state } = useFormSurroundings();
  return (
    <div className="radio-list">
      {field.choices.map(({ value, label }, index) => (
        <label key={value}>
          <input
            {...state.register(field.name)}
            {...(index === 0 ? wiring : {})}
            id={`${id}_${index}`}
            type="radio"
            value={value}
            disabled={disabled}
          />{" "}
          {label}
        </label>
      ))}
    </div>
  );
}
