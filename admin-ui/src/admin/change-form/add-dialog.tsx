import type { ReactNode } from "react";

import { text } from "../../text/text.js";
import type { SavedObject } from "../form-description.js";
import { Modal } from "../frame/modal.js";
import type { AdminWithForm } from "./change-form-loader.js";
import { ObjectForm } from "./object-form.js";
import { useObjectForm } from "./use-object-form.js";

interface AddDialogProps {
  readonly admin: AdminWithForm;
  readonly onAdded: (saved: SavedObject) => void;
  readonly onClose: () => void;
}

/** The add form of a model over another form, with one button. */
export function AddDialog({ admin, onAdded, onClose }: AddDialogProps): ReactNode {
  const form = useObjectForm({ description: admin.form, object: null, onSaved: onAdded });
  return (
    <Modal title={text.form.addTitle(admin.labels.singular)} className="add-dialog" onClose={onClose}>
      <ObjectForm form={form} description={admin.form} canChange idPrefix="id_added_" focusOn={form.fieldsets[0]?.fields[0]?.name}>
        <div className="submit-row">
          <button type="submit" value="save" className="default" aria-disabled={form.saving.isBusy}>
            {text.form.save}
          </button>
          <button type="button" onClick={onClose}>
            {text.moment.cancel}
          </button>
        </div>
      </ObjectForm>
    </Modal>
  );
}
