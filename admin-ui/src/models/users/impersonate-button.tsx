import { type ReactNode, type SubmitEvent, useId, useState } from "react";

import { ImpersonateUserDocument } from "../../api/generated/graphql.js";
import { change } from "../../../react/api/request.js";
import type { EditedObject } from "../../admin/form-description.js";
import { useConsole } from "../../admin/frame/console-context.js";
import { useFrame } from "../../admin/frame/frame-loader.js";
import { Modal } from "../../admin/frame/modal.js";
import { startAnew } from "../../admin/frame/start-anew.js";
import { useAttempt } from "../../admin/frame/use-attempt.js";
import { text } from "../../text/text.js";

/** Lets superusers act as a user, for a reason that is kept in the log. Stands only where the server allows it. */
export function ImpersonateButton({ object }: { object: EditedObject }): ReactNode {
  const { user, impersonator } = useFrame();
  const [isAsking, setAsking] = useState(false);
  const isPossible = user.isSuperuser && !impersonator && object.values["isActive"] === true && object.values["isSuperuser"] === false;
  if (!isPossible) return null;
  return (
    <li>
      <button type="button" onClick={() => setAsking(true)}>
        {text.impersonation.start}
      </button>
      {isAsking && <ReasonDialog object={object} onClose={() => setAsking(false)} />}
    </li>
  );
}

function ReasonDialog({ object: { id, name }, onClose }: { object: EditedObject; onClose: () => void }): ReactNode {
  const { client } = useConsole();
  const attempt = useAttempt();
  const inputId = useId();
  const act = async (fields: FormData): Promise<void> => {
    const reason = fields.get("reason");
    const isDone = await attempt(async () => {
      await change(client, ImpersonateUserDocument, { input: { id, reason: typeof reason === "string" ? reason : "" } });
    });
    // A failure is told by a message of the page below.
    if (isDone) startAnew();
    else onClose();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void act(new FormData(event.currentTarget));
  };
  return (
    <Modal title={text.impersonation.question(name)} className="impersonation-dialog" onClose={onClose}>
      <p>{text.impersonation.consequence}</p>
      <form onSubmit={submit}>
        <label htmlFor={inputId}>{text.impersonation.reason}</label>{" "}
        <input id={inputId} name="reason" maxLength={500} required autoFocus autoComplete="off" />
        <div className="modal-buttons">
          <button type="submit" className="default">
            {text.impersonation.start}
          </button>
          <button type="button" onClick={onClose}>
            {text.actions.cancel}
          </button>
        </div>
      </form>
    </Modal>
  );
}
