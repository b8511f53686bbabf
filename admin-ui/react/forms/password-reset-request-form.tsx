import type { ReactNode } from "react";

import { useRequestPasswordReset } from "../flows/use-request-password-reset.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { FlowForm, type FormProps } from "./flow-form.js";

interface PasswordResetRequestFormProps extends FormProps {
  /** Called for known and unknown addresses alike: nobody is told which accounts there are. */
  readonly onRequested?: () => void | Promise<void>;
}

/** Asks for the address to which a link is mailed with which a new password can be set. */
export function PasswordResetRequestForm({ onRequested, ...props }: PasswordResetRequestFormProps): ReactNode {
  const { texts } = useGatehouse();
  const { submit, isBusy } = useRequestPasswordReset(onRequested);
  const fields = [{ name: "email", label: texts.fields.email, kind: "email", autoComplete: "email" }] as const;
  return (
    <FlowForm
      {...props}
      fields={fields}
      words={texts.requestPasswordReset}
      isBusy={isBusy}
      send={async ({ email = "" }) => submit({ email })}
    />
  );
}
