import type { ReactNode } from "react";
import { useWatch } from "react-hook-form";

import { DisableUserPasswordDocument, SetUserPasswordDocument } from "../../api/generated/graphql.js";
import { change } from "../../../react/api/request.js";
import { useFormSurroundings } from "../../admin/change-form/form-context.js";
import { Icon } from "../../admin/frame/icon.js";
import type { ChangeFormDescription, FieldDescription } from "../../admin/form-description.js";
import { text } from "../../text/text.js";
import { loadPasswordForm } from "./load-password-form.js";
import { newPassword } from "./user-fields.js";

const passwordLogin: FieldDescription = {
  name: "passwordLogin",
  label: text.userForm.passwordLogin,
  widget: "radio",
  choices: [
    { value: "enabled", label: text.userForm.enabled },
    { value: "disabled", label: text.userForm.disabled },
  ],
  help: <PasswordLoginHelp />,
};

/** The form in which staff sets the password of somebody else, or takes it away. */
export const passwordForm: ChangeFormDescription = {
  fieldsets: [{ fields: [passwordLogin, ...newPassword] }],
  load: loadPasswordForm,
  save: async (client, { id, input: { password, passwordLogin: wanted } }) => {
    if (wanted === "disabled") await change(client, DisableUserPasswordDocument, { input: { id } });
    else await change(client, SetUserPasswordDocument, { input: { id, password: String(password) } });
    return { id, name: "" };
  },
};

/** The same for somebody who has none. */
export const firstPasswordForm: ChangeFormDescription = {
  ...passwordForm,
  fieldsets: [{ fields: newPassword.map((field) => ({ ...field, isRequired: true })) }],
};

function PasswordLoginHelp(): ReactNode {
  const { state } = useFormSurroundings();
  const isDisabling = useWatch({ control: state.control, name: "passwordLogin" }) === "disabled";
  return (
    <>
      {text.userForm.passwordLoginHelp}
      <span role="status">
        {isDisabling && (
          <span className="warning-box">
            <Icon name="warning" />
            {text.userForm.passwordWillBeLost}
          </span>
        )}
      </span>
    </>
  );
}
