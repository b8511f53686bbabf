import { lazy, type ReactNode, Suspense, useState } from "react";

import { text } from "../../text/text.js";
import type { Choice, ChooserField } from "../form-description.js";
import { useConsole } from "../frame/console-context.js";
import { useFrame } from "../frame/frame-loader.js";
import { Icon } from "../frame/icon.js";
import { mayAdd } from "../site.js";

// The dialog holds a whole form, which holds choosers: loaded late, so that the two need not know each other at once.
const AddDialog = lazy(async () => ({ default: (await import("../change-form/add-dialog.js")).AddDialog }));

/** The green plus beside a chooser: makes a new choice without leaving the form. */
export function AddChoice({
  addable,
  onAdded,
}: {
  addable: NonNullable<ChooserField["addable"]>;
  onAdded: (choice: Choice) => void;
}): ReactNode {
  const admin = useConsole().site.find(addable.app, addable.model);
  const { permissions } = useFrame();
  const [isOpen, setOpen] = useState(false);
  if (!admin?.form || !mayAdd(admin, permissions)) return null;
  const label = text.chooser.add(admin.labels.singular);
  return (
    <>
      <button type="button" className="add-choice" title={label} onClick={() => setOpen(true)}>
        <Icon name="plus" label={label} />
      </button>
      {isOpen && (
        <Suspense>
          <AddDialog
            admin={{ ...admin, form: admin.form }}
            onClose={() => setOpen(false)}
            onAdded={({ id, name }) => {
              onAdded({ value: id, label: name });
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
