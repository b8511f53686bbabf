import type { ReactNode } from "react";

import { useConfirmPasswordReset } from "../flows/use-confirm-password-reset.js";
import { usePasswordResetLink } from "../flows/use-mailed-link.js";
import { type MailedLinkFormProps, SetPasswordForm } from "./set-password-form.js";

interface PasswordResetConfirmFormProps extends MailedLinkFormProps {
  readonly onReset?: () => void | Promise<void>;
}

/** Takes a new password from somebody who has opened the link of a password reset. */
export function PasswordResetConfirmForm({ onReset, ...props }: PasswordResetConfirmFormProps): ReactNode {
  const link = usePasswordResetLink(props.token);
  return <SetPasswordForm {...props} link={link} flow={useConfirmPasswordReset(onReset)} />;
}
