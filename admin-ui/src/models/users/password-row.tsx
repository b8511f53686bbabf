import { type ReactNode, useState } from "react";
import { Link, useLocation } from "react-router";

import { explain } from "../../api/explain.js";
import { type PasswordFactsFragment, SendInvitationDocument, SendPasswordResetDocument } from "../../api/generated/graphql.js";
import { change } from "../../../react/api/request.js";
import type { EditedObject } from "../../admin/form-description.js";
import { useConsole } from "../../admin/frame/console-context.js";
import { keptFilters } from "../../admin/list-address.js";
import { text } from "../../text/text.js";

/** What the form of a user shows beside its fields. */
export interface UserDetails {
  /** How the password is stored; null when the viewer may not see that. */
  readonly password: PasswordFactsFragment | null;
}

interface PasswordRowProps {
  readonly object: EditedObject;
  readonly canChange: boolean;
}

/** What can be told of a password, and the ways to another one. */
export function PasswordRow({ object, canChange }: PasswordRowProps): ReactNode {
  const { search } = useLocation();
  const { password } = object.details as UserDetails;
  const isSet = password?.isUsable ?? true;
  return (
    <>
      <div className="readonly">{password ? <PasswordFacts password={password} /> : text.list.empty}</div>
      {canChange && (
        <div className="password-tools">
          <Link className="button small" to={`../password/${keptFilters(search)}`} relative="path">
            {isSet ? text.userForm.resetPassword : text.userForm.setPassword}
          </Link>{" "}
          <SendMail id={object.id} isSet={isSet} />
          <div className="help">{isSet ? text.userForm.passwordHelp : text.userForm.noPasswordHelp}</div>
        </div>
      )}
    </>
  );
}

/** Algorithm and cost: nothing that helps to guess. */
function PasswordFacts({ password: { isUsable, algorithm, cost } }: { password: PasswordFactsFragment }): ReactNode {
  if (!isUsable) return <strong>{text.userForm.noPassword}</strong>;
  if (algorithm == null) return <strong>{text.userForm.unknownPassword}</strong>;
  return [{ name: text.userForm.algorithm, value: algorithm }, ...cost].map(({ name, value }) => (
    <span key={name}>
      <strong>{name}</strong>: {value}{" "}
    </span>
  ));
}

/** Mails a link to choose a password. What became of it is told beside the button: the form may hold edits. */
function SendMail({ id, isSet }: { id: string; isSet: boolean }): ReactNode {
  const { client } = useConsole();
  const [outcome, setOutcome] = useState("");
  const [isBusy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    await change(client, isSet ? SendPasswordResetDocument : SendInvitationDocument, { input: { id } }).then(
      () => setOutcome(isSet ? text.userForm.resetMailSent : text.userForm.invitationSent),
      (error: unknown) => setOutcome(explain(error)),
    );
    setBusy(false);
  };
  return (
    <>
      <button type="button" className="button small" disabled={isBusy} onClick={() => void send()}>
        {isSet ? text.userForm.sendReset : text.userForm.sendInvitation}
      </button>{" "}
      <span role="status">{outcome}</span>
    </>
  );
}
