import { type ReactNode, type SubmitEvent, useId, useRef } from "react";

import { ImpersonateUserDocument } from "../../api/generated/graphql.js";
import { change } from "../../api/request.js";
import { useConsole } from "../../admin/frame/console-context.js";
import { useFrame } from "../../admin/frame/frame-loader.js";
import { startAnew } from "../../admin/frame/start-anew.js";
import { useAttempt } from "../../admin/frame/use-attempt.js";
import { text } from "../../text/text.js";

/** The user whom somebody may want to act as. */
export interface ImpersonateButtonProps {
  readonly user: { readonly id: string; readonly username: string; readonly isActive: boolean; readonly isSuperuser: boolean };
}

/** Lets superusers act as a user, for a reason that is kept in the log. Stands where that is possible only. */
export function ImpersonateButton({ user }: ImpersonateButtonProps): ReactNode {
  const frame = useFrame();
  const dialog = useRef<HTMLDialogElement>(null);
  const isPossible = frame.user.isSuperuser && !frame.impersonator && user.isActive && !user.isSuperuser;
  if (!isPossible) return null;
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        {text.impersonation.start}
      </button>
      <dialog ref={dialog} className="modal">
        <ReasonForm user={user} onClose={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

function ReasonForm({ user, onClose }: ImpersonateButtonProps & { onClose: () => void }): ReactNode {
  const { client } = useConsole();
  const attempt = useAttempt();
  const id = useId();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get("reason");
    void attempt(async () => {
      await change(client, ImpersonateUserDocument, { input: { id: user.id, reason: typeof reason === "string" ? reason : "" } });
      startAnew();
    }).then((isDone) => isDone || onClose());
  };
  return (
    <form onSubmit={submit}>
      <h2>{text.impersonation.question(user.username)}</h2>
      <p>{text.impersonation.consequence}</p>
      <p>
        <label htmlFor={id}>{text.impersonation.reason}</label> <input id={id} name="reason" maxLength={500} required autoFocus />
      </p>
      <p className="submit-row">
        <button type="submit" className="default">
          {text.impersonation.start}
        </button>
        <button type="button" className="close" onClick={onClose}>
          {text.actions.cancel}
        </button>
      </p>
    </form>
  );
}
