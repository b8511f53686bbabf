import { type ReactNode, useState } from "react";
import { Link, useLocation } from "react-router";

import { explain } from "../../api/explain.js";
import { SendPasswordResetDocument } from "../../api/generated/graphql.js";
import { change } from "../../api/request.js";
import type { EditedObject } from "../../admin/form-description.js";
import { useConsole } from "../../admin/frame/console-context.js";
import { keptFilters } from "../../admin/list-address.js";
import { text } from "../../text/text.js";

interface PasswordRowProps {
  readonly object: EditedObject;
  readonly canChange: boolean;
}

/** What can be told of a password, and the ways to another one. */
export function PasswordRow({ object, canChange }: PasswordRowProps): ReactNode {
  const { search } = useLocation();
  if (!canChange) return null;
  return (
    <>
      <Link className="button small" to={`../password/${keptFilters(search)}`} relative="path">
        {text.users.resetPassword}
      </Link>{" "}
      <SendReset id={object.id} />
      <div className="help">{text.users.passwordHelp}</div>
    </>
  );
}

/** Mails a link to choose a password. What became of it is told beside the button: the form below may hold edits. */
function SendReset({ id }: { id: string }): ReactNode {
  const { client } = useConsole();
  const [outcome, setOutcome] = useState("");
  const [isBusy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    await change(client, SendPasswordResetDocument, { input: { id } }).then(
      () => setOutcome(text.users.resetMailSent),
      (error: unknown) => setOutcome(explain(error)),
    );
    setBusy(false);
  };
  return (
    <>
      <button type="button" className="button small" disabled={isBusy} onClick={() => void send()}>
        {text.users.sendReset}
      </button>{" "}
      <span role="status">{outcome}</span>
    </>
  );
}
