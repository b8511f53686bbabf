import { type ReactNode, type SubmitEvent, useEffect } from "react";

import { explain } from "../../api/explain.js";
import { Fault } from "../../../react/api/fault.js";
import { text } from "../../text/text.js";
import type { ChangeFormDescription, Fieldset } from "../form-description.js";
import { useFrame } from "../frame/frame-loader.js";
import { ConflictScreen } from "./conflict-screen.js";
import { ErrorNote } from "./error-note.js";
import { FieldRow } from "./field-row.js";
import { FormContext } from "./form-context.js";
import { LogInDialog } from "./log-in-dialog.js";
import type { Saving } from "./use-saving.js";
import type { ObjectForm as Form, SaveButton } from "./use-object-form.js";

interface ObjectFormProps {
  readonly form: Form;
  readonly description: ChangeFormDescription;
  readonly canChange: boolean;
  readonly idPrefix?: string;
  /** Name of the field that has the focus at first; none when absent. */
  readonly focusOn?: string | undefined;
  /** The buttons at the end. */
  readonly children: ReactNode;
}

/** The form of one object: what is wrong, fieldsets, what belongs to it, buttons. */
export function ObjectForm({ form, description, canChange, idPrefix = "id_", focusOn, children }: ObjectFormProps): ReactNode {
  const { formRef, state, object, faults, saving, conflict, fieldsets, save, resolve } = form;
  useEffect(() => {
    if (focusOn !== undefined) document.getElementById(idPrefix + focusOn)?.focus();
  }, [focusOn, idPrefix]);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const pressed = event.nativeEvent.submitter?.getAttribute("value") ?? "save";
    if (canChange && !saving.isBusy) void save(pressed as SaveButton);
  };
  const surroundings = { state, object, faults: faults.fields, idPrefix, canChange, readonlyFields: description.readonlyFields ?? [] };
  return (
    <FormContext value={surroundings}>
      {conflict && <ConflictScreen conflict={conflict} fieldsets={fieldsets} onResolve={resolve} />}
      <form ref={formRef} onSubmit={submit} noValidate hidden={conflict !== null} aria-busy={saving.isBusy}>
        {object === null && description.addIntro !== undefined && <p>{description.addIntro}</p>}
        <ErrorNote faults={faults} />
        <FaultNote saving={saving} />
        <div className={object === null && description.addFieldsets ? "fieldsets wide" : "fieldsets"}>
          {fieldsets.map((fieldset) => (
            <FieldsetSection key={fieldset.heading ?? ""} fieldset={fieldset} />
          ))}
          {object !== null && description.inlines?.map((Inline) => <Inline key={Inline.name} object={object} />)}
        </div>
        {children}
      </form>
      {saving.needsLogIn && <LostSession saving={saving} />}
    </FormContext>
  );
}

function FieldsetSection({ fieldset: { heading, fields } }: { fieldset: Fieldset }): ReactNode {
  const rows = fields.map((field) => <FieldRow key={field.name} field={field} />);
  if (heading === undefined) return <div className="fieldset">{rows}</div>;
  return (
    <fieldset className="fieldset">
      <legend>{heading}</legend>
      {rows}
    </fieldset>
  );
}

/** Why the server could not be asked, and a way to try again. */
function FaultNote({ saving: { fault, retry, isBusy } }: { saving: Saving }): ReactNode {
  if (!fault) return null;
  return (
    <div className="error-note" role="alert">
      <p>{explain(fault)}</p>
      <button type="button" disabled={isBusy} onClick={() => void retry()}>
        {text.requests.retry}
      </button>
    </div>
  );
}

/** Asks for the password of the viewer, and saves then. */
function LostSession({ saving }: { saving: Saving }): ReactNode {
  const { user } = useFrame();
  const goOn = async (userId: string): Promise<void> => {
    if (userId === user.id) await saving.retry();
    else saving.giveUp(new Fault("refused", text.form.otherUser));
  };
  return <LogInDialog username={user.username} onLoggedIn={goOn} onClose={() => saving.giveUp(null)} />;
}
