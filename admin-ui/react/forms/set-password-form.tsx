import type { ReactNode } from "react";

import type { MailedLink } from "../flows/use-mailed-link.js";
import type { Submission } from "../flows/use-submission.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { FlowForm, type FormProps } from "./flow-form.js";
import { ReadFault } from "./read-fault.js";

/** What forms behind mailed links take. */
export interface MailedLinkFormProps extends FormProps {
  /** From the link. It should leave the address bar at once, and be kept in memory only. */
  readonly token: string;
  /** Stands below the note that the link is not valid, such as a way to a new one. */
  readonly whenInvalid?: ReactNode;
}

interface SetPasswordFormProps extends MailedLinkFormProps {
  readonly link: MailedLink;
  readonly flow: Submission<{ readonly token: string; readonly newPassword: string }>;
}

/** Asks twice for a new password when a mailed link is good; tells when it is not. */
export function SetPasswordForm({ token, whenInvalid, link, flow: { submit, isBusy }, ...props }: SetPasswordFormProps): ReactNode {
  const { texts } = useGatehouse();
  if (link.problem !== null) return <ReadFault problem={link.problem} retry={link.retry} />;
  if (link.isValid === undefined) return <p role="status">{texts.link.checking}</p>;
  if (!link.isValid) {
    return (
      <>
        <p role="alert" className="gatehouse-note">
          {texts.link.invalid}
        </p>
        {whenInvalid}
      </>
    );
  }
  const fields = [
    { name: "newPassword", label: texts.fields.newPassword, kind: "new-password", autoComplete: "new-password" },
    { name: "again", label: texts.fields.again, kind: "password", autoComplete: "new-password", repeats: "newPassword" },
  ] as const;
  return (
    <FlowForm
      {...props}
      fields={fields}
      words={texts.setPassword}
      isBusy={isBusy}
      username={link.username}
      send={async ({ newPassword = "" }) => submit({ token, newPassword })}
    />
  );
}
