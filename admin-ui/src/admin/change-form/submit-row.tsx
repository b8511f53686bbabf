import type { ReactNode } from "react";
import { Link } from "react-router";

import { text } from "../../text/text.js";
import type { Rights } from "../model-admin.js";

interface SubmitRowProps {
  readonly rights: Rights;
  /** Whether objects of the model may be added. */
  readonly mayAdd: boolean;
  /** Whether this is an add form. */
  readonly isNew: boolean;
  readonly isBusy: boolean;
  readonly listAddress: string;
  readonly deleteAddress: string;
}

/** The buttons at the end of a form, by what the viewer may do. The first one is what Enter presses. */
export function SubmitRow({ rights, mayAdd, isNew, isBusy, listAddress, deleteAddress }: SubmitRowProps): ReactNode {
  const canSave = isNew ? mayAdd : rights.change;
  return (
    <div className="submit-row">
      {canSave && (
        <button type="submit" value="save" className="default" aria-disabled={isBusy}>
          {text.form.save}
        </button>
      )}
      {canSave && mayAdd && (
        <button type="submit" value="another" aria-disabled={isBusy}>
          {text.form.saveAndAdd}
        </button>
      )}
      {canSave && rights.view && (
        <button type="submit" value="continue" aria-disabled={isBusy}>
          {rights.change ? text.form.saveAndContinue : text.form.saveAndView}
        </button>
      )}
      {!canSave && (
        <Link to={listAddress} className="button close">
          {text.actions.close}
        </Link>
      )}
      {!isNew && rights.delete && (
        <Link to={deleteAddress} className="button delete">
          {text.form.delete}
        </Link>
      )}
    </div>
  );
}
