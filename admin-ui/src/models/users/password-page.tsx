import type { ReactNode } from "react";
import { Link, useLoaderData, useLocation, useNavigate } from "react-router";
import { useWatch } from "react-hook-form";

import { LeavingGuard } from "../../admin/change-form/leaving-guard.js";
import { ObjectForm } from "../../admin/change-form/object-form.js";
import { type ObjectForm as Form, useObjectForm } from "../../admin/change-form/use-object-form.js";
import type { EditedObject } from "../../admin/form-description.js";
import { useFrame } from "../../admin/frame/frame-loader.js";
import { labelOfApp } from "../../admin/frame/model-groups.js";
import { useMessages } from "../../admin/frame/messages.js";
import { Page } from "../../admin/frame/page.js";
import { keptFilters, listAddress } from "../../admin/list-address.js";
import { addressOf, capitalised } from "../../admin/site.js";
import { text } from "../../text/text.js";
import { passwordForm } from "./password-form.js";

const users = { app: "auth", model: "user" };

/** The page on which staff sets the password of somebody else, or takes it away. */
export function PasswordPage(): ReactNode {
  const object = useLoaderData<EditedObject>();
  const { search } = useLocation();
  const { user } = useFrame();
  const steps = [
    { label: labelOfApp(users.app), to: `/${users.app}/` },
    { label: capitalised(text.users.plural), to: listAddress(users, search) },
    { label: object.name, to: addressOf(users, { id: object.id, page: "change" }) + keptFilters(search) },
    { label: text.users.changePassword },
  ];
  if (object.id !== user.id) return <SetPassword object={object} steps={steps} />;
  return (
    <Page title={text.users.changePasswordOf(object.name)} steps={steps}>
      <p>
        {text.users.ownPassword} <Link to="/password_change/">{text.site.changePassword}</Link>
      </p>
    </Page>
  );
}

function SetPassword({ object, steps }: { object: EditedObject; steps: readonly { label: string; to?: string }[] }): ReactNode {
  const { search } = useLocation();
  const { showNext } = useMessages();
  const navigate = useNavigate();
  const form: Form = useObjectForm({
    description: passwordForm,
    object,
    onSaved: async () => {
      const isDisabled = form.state.getValues("passwordLogin") === "disabled";
      showNext({ level: "success", content: isDisabled ? text.users.passwordDisabled : text.users.passwordChanged });
      await navigate(addressOf(users, { id: object.id, page: "change" }) + keptFilters(search));
    },
  });
  const isDisabling = useWatch({ control: form.state.control, name: "passwordLogin" }) === "disabled";
  return (
    <Page
      title={text.users.changePasswordOf(object.name)}
      steps={steps}
      hasErrors={form.faults.fields.length + form.faults.others.length > 0}
    >
      <p>
        {text.users.enterPassword} <strong>{object.name}</strong>.
      </p>
      <ObjectForm form={form} description={passwordForm} canChange focusOn="password">
        <div className="submit-row">
          <button type="submit" value="save" className={isDisabling ? "" : "default"} aria-disabled={form.submission.isBusy}>
            {isDisabling ? text.users.disablePassword : text.users.changePassword}
          </button>
        </div>
      </ObjectForm>
      <LeavingGuard hasEdits={form.hasEdits} />
    </Page>
  );
}
