import type { ReactNode } from "react";

import type { SignUpInput } from "../api/generated/graphql.js";
import { useSignUp } from "../flows/use-sign-up.js";
import { type AuthConfig, useGatehouse } from "../provider/gatehouse-context.js";
import type { Texts } from "../text/texts.js";
import { FlowForm, type FormProps } from "./flow-form.js";
import type { FormField, TypedValues } from "./form-field.js";
import { LoadingNote } from "./loading-note.js";

interface SignUpFormProps extends FormProps {
  /** Called with what was typed when the account is there. Nobody is logged in by that. */
  readonly onSignedUp?: (input: SignUpInput) => void | Promise<void>;
}

/** Asks for what the server wants to know of a new account. */
export function SignUpForm({ onSignedUp, ...props }: SignUpFormProps): ReactNode {
  const { texts, config } = useGatehouse();
  const { submit, isBusy } = useSignUp(onSignedUp);
  const { fields: words } = texts;
  if (!config) return <LoadingNote />;
  if (!config.signUpOpen) return <p className="gatehouse-note">{texts.signUp.closed}</p>;
  return (
    <FlowForm
      {...props}
      fields={[
        { name: "username", label: words.username, autoComplete: "username" },
        ...config.signUpFields.map((field) => toField(field, texts)),
        { name: "password", label: words.password, kind: "new-password", autoComplete: "new-password" },
        { name: "again", label: words.passwordAgain, kind: "password", autoComplete: "new-password", repeats: "password" },
      ]}
      words={texts.signUp}
      isBusy={isBusy}
      send={async (values) => submit(toInput(values))}
    />
  );
}

/** What was typed twice is sent once. */
function toInput({ username = "", password = "", ...others }: TypedValues): SignUpInput {
  return { ...Object.fromEntries(Object.entries(others).filter(([name]) => name !== "again")), username, password };
}

const kinds: Readonly<Record<string, Pick<FormField, "kind" | "autoComplete">>> = {
  email: { kind: "email", autoComplete: "email" },
  firstName: { autoComplete: "given-name" },
  lastName: { autoComplete: "family-name" },
};

/** A field that the server asks for beside username and password. */
function toField({ name, required }: AuthConfig["signUpFields"][number], { fields: words }: Texts): FormField {
  const label = (words as Readonly<Record<string, unknown>>)[name];
  return { name, label: typeof label === "string" ? label : name, isOptional: !required, ...(kinds[name] ?? { autoComplete: "off" }) };
}
