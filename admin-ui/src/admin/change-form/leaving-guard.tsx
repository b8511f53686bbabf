import { type ReactNode, useCallback } from "react";
import { useBeforeUnload, useBlocker } from "react-router";

import { text } from "../../text/text.js";
import { Modal } from "../frame/modal.js";

/** Asks before somebody leaves a page with edits that are not saved. */
export function LeavingGuard({ hasEdits }: { hasEdits: () => boolean }): ReactNode {
  const blocker = useBlocker(hasEdits);
  useBeforeUnload(
    useCallback(
      (event: BeforeUnloadEvent) => {
        if (hasEdits()) event.preventDefault();
      },
      [hasEdits],
    ),
  );
  if (blocker.state !== "blocked") return null;
  return (
    <Modal title={text.form.leave} onClose={blocker.reset}>
      <p>{text.form.leaveText}</p>
      <div className="modal-buttons">
        <button type="button" className="default" autoFocus onClick={blocker.reset}>
          {text.form.stay}
        </button>
        <button type="button" onClick={blocker.proceed}>
          {text.form.leaveAnyway}
        </button>
      </div>
    </Modal>
  );
}
