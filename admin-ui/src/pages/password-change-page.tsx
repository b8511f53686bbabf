import { type ReactNode, useState } from "react";
import { useNavigate } from "react-router";

import { ChangePasswordDocument } from "../api/generated/graphql.js";
import { change } from "../../react/api/request.js";
import { useConsole } from "../admin/frame/console-context.js";
import { Page } from "../admin/frame/page.js";
import { PasswordRules } from "../admin/password-rules.js";
import { text } from "../text/text.js";
import { AccountForm, type AccountField } from "./account-form.js";

const fresh = { type: "password", autoComplete: "new-password" } as const;

const fields: readonly AccountField[] = [
  { name: "currentPassword", label: text.password.old, type: "password", autoComplete: "current-password" },
  { name: "newPassword", label: text.password.new, help: <PasswordRules />, ...fresh },
  { name: "again", label: text.password.again, help: text.password.againHelp, repeats: "newPassword", ...fresh },
];

/** Changes the own password. */
export function PasswordChangePage(): ReactNode {
  const { client } = useConsole();
  const navigate = useNavigate();
  const [hasErrors, setErrors] = useState(false);
  const send = async ({ currentPassword = "", newPassword = "" }: Readonly<Record<string, string>>): Promise<void> => {
    await change(client, ChangePasswordDocument, { input: { currentPassword, newPassword } });
    await navigate("/password_change/done/");
  };
  return (
    <Page title={text.password.title} steps={[{ label: text.password.title }]} hasErrors={hasErrors}>
      <p>{text.password.intro}</p>
      <AccountForm fields={fields} submitLabel={text.password.submit} send={send} onFaults={() => setErrors(true)} />
    </Page>
  );
}

/** Tells that it was changed. */
export function PasswordChangeDonePage(): ReactNode {
  return (
    <Page title={text.password.doneTitle} steps={[{ label: text.password.title, to: "/password_change/" }]}>
      <p>{text.password.done}</p>
    </Page>
  );
}
