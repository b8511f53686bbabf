import type { ReactNode } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { useWatch } from "react-hook-form";

import { LeavingGuard } from "../../admin/change-form/leaving-guard.js";
import { ObjectForm } from "../../admin/change-form/object-form.js";
import { type ObjectForm as Form, useObjectForm } from "../../admin/change-form/use-object-form.js";
import type { EditedObject } from "../../admin/form-description.js";
import { useFrame } from "../../admin/frame/frame-loader.js";
import { labelOfApp } from "../../admin/frame/model-groups.js";
import { useMessages } from "../../admin/frame/messages.js";
import { Page, type PageProps } from "../../admin/frame/page.js";
import { keptFilters, listAddress } from "../../admin/list-address.js";
import { addressOf, capitalised } from "../../admin/site.js";
import { text } from "../../text/text.js";
import type { PasswordDetails } from "./load-password-form.js";
import { firstPasswordForm, passwordForm } from "./password-form.js";

const users = { app: "auth", model: "user" };

/** The page on which staff sets the password of somebody else, or takes it away. */
export function PasswordPage({ object }: { object: EditedObject }): ReactNode {
  const { search } = useLocation();
  const { user } = useFrame();
  const { isSet } = object.details as PasswordDetails;
  const formAddress = addressOf(users, { id: object.id, page: "change" }) + keptFilters(search);
  const steps = [
    { label: labelOfApp(users.app), to: `/${users.app}/` },
    { label: capitalised(text.userForm.plural), to: listAddress(users, search) },
    { label: object.name, to: formAddress },
    { label: isSet ? text.userForm.changePassword : text.userForm.setPassword },
  ];
  const title = isSet ? text.userForm.changePasswordOf(object.name) : text.userForm.setPasswordOf(object.name);
  if (object.id !== user.id) return <SetPassword object={object} page={{ title, steps }} next={formAddress} />;
  return (
    <Page title={title} steps={steps}>
      <p>
        {text.userForm.ownPassword} <Link to="/password_change/">{text.site.changePassword}</Link>
      </p>
    </Page>
  );
}

interface SetPasswordProps {
  readonly object: EditedObject;
  readonly page: Pick<PageProps, "title" | "steps">;
  /** Where to go when it is done. */
  readonly next: string;
}

function SetPassword({ object, page, next }: SetPasswordProps): ReactNode {
  const { showNext } = useMessages();
  const navigate = useNavigate();
  const { isSet } = object.details as PasswordDetails;
  const description = isSet ? passwordForm : firstPasswordForm;
  const form: Form = useObjectForm({
    description,
    object,
    onSaved: async () => {
      const isDisabled = form.state.getValues("passwordLogin") === "disabled";
      showNext({ level: "success", content: isDisabled ? text.userForm.passwordDisabled : text.userForm.passwordChanged });
      await navigate(next);
    },
  });
  return (
    <Page {...page} hasErrors={form.faults.fields.length + form.faults.others.length > 0}>
      <p>
        {text.userForm.enterPassword} <strong>{object.name}</strong>. {!isSet && text.userForm.enablesPassword}
      </p>
      <ObjectForm form={form} description={description} canChange focusOn="password">
        <div className="submit-row">
          <SaveButton form={form} isSet={isSet} />
        </div>
      </ObjectForm>
      <LeavingGuard hasEdits={form.hasEdits} />
    </Page>
  );
}

function SaveButton({ form: { state, saving }, isSet }: { form: Form; isSet: boolean }): ReactNode {
  const isDisabling = useWatch({ control: state.control, name: "passwordLogin" }) === "disabled";
  const label = isSet ? text.userForm.changePassword : text.userForm.enablePassword;
  return (
    <button type="submit" value="save" className={isDisabling ? "" : "default"} aria-disabled={saving.isBusy}>
      {isDisabling ? text.userForm.disablePassword : label}
    </button>
  );
}
