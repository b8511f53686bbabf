import type { ApolloClient } from "@apollo/client";
import type { ReactNode } from "react";
import { useWatch } from "react-hook-form";

import { DisableUserPasswordDocument, PasswordPageDocument, SetUserPasswordDocument } from "../../api/generated/graphql.js";
import { ask, change } from "../../api/request.js";
import { useFormSurroundings } from "../../admin/change-form/form-context.js";
import type { ChangeFormDescription, EditedObject } from "../../admin/form-description.js";
import { text } from "../../text/text.js";
import { newPassword } from "./user-fields.js";

/** The form in which staff sets the password of somebody else, or takes it away. */
export const passwordForm: ChangeFormDescription = {
  fieldsets: [
    {
      fields: [
        {
          name: "passwordLogin",
          label: text.users.passwordLogin,
          widget: "radio",
          choices: [
            { value: "enabled", label: text.users.enabled },
            { value: "disabled", label: text.users.disabled },
          ],
          help: <PasswordLoginHelp />,
        },
        ...newPassword,
      ],
    },
  ],
  load: loadPasswordForm,
  save: async (client, { id, input: { password, passwordLogin } }) => {
    if (passwordLogin === "disabled") await change(client, DisableUserPasswordDocument, { input: { id } });
    else await change(client, SetUserPasswordDocument, { input: { id, password: String(password) } });
    return { id, name: "" };
  },
};

/** Reads whose password it is; null when there is no such user. */
export async function loadPasswordForm(client: ApolloClient, id: string): Promise<EditedObject | null> {
  const { user } = await ask(client, PasswordPageDocument, { id });
  return user
    ? { id: user.id, name: user.username, version: 0, values: { passwordLogin: "enabled", password: "", passwordAgain: "" } }
    : null;
}

function PasswordLoginHelp(): ReactNode {
  const { state } = useFormSurroundings();
  const isDisabling = useWatch({ control: state.control, name: "passwordLogin" }) === "disabled";
  return (
    <>
      {text.users.passwordLoginHelp}
      <span role="status">{isDisabling && <span className="warning-box">{text.users.passwordWillBeLost}</span>}</span>
    </>
  );
}
