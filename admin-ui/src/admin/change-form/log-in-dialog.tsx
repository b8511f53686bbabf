import type { ReactNode } from "react";

import { text } from "../../text/text.js";
import { LogInForm } from "../frame/log-in-form.js";
import { Modal } from "../frame/modal.js";

interface LogInDialogProps {
  /** Who was logged in: the only one whose work may go on. */
  readonly username: string;
  readonly onLoggedIn: (userId: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Lets somebody log in again without leaving the form that they filled in. */
export function LogInDialog({ username, onLoggedIn, onClose }: LogInDialogProps): ReactNode {
  return (
    <Modal title={text.form.loggedOut} className="log-in-dialog" onClose={onClose}>
      <p>{text.form.loggedOutText}</p>
      <LogInForm username={username} onLoggedIn={onLoggedIn} />
      <button type="button" className="link" onClick={onClose}>
        {text.form.logInLater}
      </button>
    </Modal>
  );
}
