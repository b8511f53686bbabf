import type { ReactNode } from "react";

import { useAcceptInvitation } from "../flows/use-accept-invitation.js";
import { useInvitationLink } from "../flows/use-mailed-link.js";
import { type MailedLinkFormProps, SetPasswordForm } from "./set-password-form.js";

interface InvitationFormProps extends MailedLinkFormProps {
  readonly onAccepted?: () => void | Promise<void>;
}

/** Takes the first password of somebody who has opened the link of an invitation. */
export function InvitationForm({ onAccepted, ...props }: InvitationFormProps): ReactNode {
  const link = useInvitationLink(props.token);
  return <SetPasswordForm {...props} link={link} flow={useAcceptInvitation(onAccepted)} />;
}
