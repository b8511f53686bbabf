import type { ReactNode } from "react";

import { useChangePassword } from "../flows/use-change-password.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { FlowForm, type FormProps } from "./flow-form.js";

interface PasswordChangeFormProps extends FormProps {
  readonly onChanged?: () => void | Promise<void>;
}

/** Asks whoever is logged in for the old password and, twice, for a new one. */
export function PasswordChangeForm({ onChanged, ...props }: PasswordChangeFormProps): ReactNode {
  const { texts, viewer } = useGatehouse();
  const { submit, isBusy } = useChangePassword(onChanged);
  const fields = [
    { name: "currentPassword", label: texts.fields.currentPassword, kind: "password", autoComplete: "current-password" },
    { name: "newPassword", label: texts.fields.newPassword, kind: "new-password", autoComplete: "new-password" },
    { name: "again", label: texts.fields.again, kind: "password", autoComplete: "new-password", repeats: "newPassword" },
  ] as const;
  return (
    <FlowForm
      {...props}
      fields={fields}
      words={texts.changePassword}
      isBusy={isBusy}
      username={viewer?.user.username}
      send={async ({ currentPassword = "", newPassword = "" }) => submit({ currentPassword, newPassword })}
    />
  );
}
