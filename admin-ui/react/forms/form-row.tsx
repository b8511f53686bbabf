import { type ComponentProps, type ReactNode, useId } from "react";

import { useGatehouse } from "../provider/gatehouse-context.js";
import type { FormField } from "./form-field.js";
import { NewPasswordInput } from "./new-password-input.js";
import { PasswordInput } from "./password-input.js";

interface FormRowProps {
  readonly field: FormField;
  readonly problems: readonly string[];
  readonly isBusy: boolean;
  readonly hasFocus: boolean;
}

/** A label, an input, and what is wrong with it. */
export function FormRow({ field, problems, isBusy, hasFocus }: FormRowProps): ReactNode {
  const { name, label, kind, autoComplete, isOptional = false, initial } = field;
  const { fields: words } = useGatehouse().texts;
  const id = useId();
  const isWrong = problems.length > 0;
  const input: ComponentProps<"input"> & { readonly id: string } = {
    id,
    name,
    autoComplete,
    autoFocus: hasFocus,
    required: !isOptional,
    "aria-invalid": isWrong,
    ...(isWrong && { "aria-describedby": `${id}problems` }),
  };
  return (
    <div className={isWrong ? "gatehouse-row gatehouse-wrong" : "gatehouse-row"}>
      <label htmlFor={id}>
        {label} {isOptional && <span className="gatehouse-hint">({words.optional})</span>}
      </label>
      {kind === "new-password" && <NewPasswordInput {...input} label={label} isBusy={isBusy} />}
      {kind === "password" && <PasswordInput {...input} label={label} isBusy={isBusy} />}
      {(kind === "email" || kind === undefined) && (
        <input
          {...input}
          type={kind ?? "text"}
          defaultValue={initial}
          {...(autoComplete === "username" && { autoCapitalize: "none", autoCorrect: "off", spellCheck: false })}
        />
      )}
      {isWrong && (
        <ul className="gatehouse-problems" id={`${id}problems`}>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
