import { type ReactNode, useState } from "react";
import { type LoaderFunctionArgs, useLoaderData, useNavigate } from "react-router";

import { CreateFirstSuperuserDocument, LogInDocument } from "../api/generated/graphql.js";
import { change } from "../../react/api/request.js";
import { useConsole } from "../admin/frame/console-context.js";
import { PageTitle } from "../admin/frame/page-title.js";
import { PasswordRules } from "../admin/password-rules.js";
import { text } from "../text/text.js";
import { AccountForm, type AccountField } from "./account-form.js";

const fresh = { type: "password", autoComplete: "new-password" } as const;

const fields: readonly AccountField[] = [
  { name: "username", label: text.setUp.username, autoComplete: "username", maxLength: 150 },
  { name: "email", label: text.setUp.email, type: "email", autoComplete: "email", maxLength: 254, isOptional: true },
  { name: "password", label: text.setUp.password, help: <PasswordRules />, ...fresh },
  { name: "again", label: text.setUp.again, help: text.password.againHelp, repeats: "password", ...fresh },
];

/** Takes the token out of the address bar at once: whoever looks over the shoulder, or at the history, could use it. */
export function takeSetUpToken({ params }: LoaderFunctionArgs): string | null {
  history.replaceState(history.state, "", `${import.meta.env.BASE_URL}set-up/`);
  return params["token"] ?? null;
}

/** Makes the first superuser of a new installation, with the link that it printed. */
export function SetUpPage(): ReactNode {
  const token = useLoaderData<string | null>();
  const { client } = useConsole();
  const navigate = useNavigate();
  const [hasErrors, setErrors] = useState(false);
  const send = async ({ username = "", email = "", password = "" }: Readonly<Record<string, string>>): Promise<void> => {
    await change(client, CreateFirstSuperuserDocument, { input: { token: token ?? "", username, email, password } });
    await change(client, LogInDocument, { input: { identifier: username, password, staffOnly: true } });
    await navigate("/", { replace: true });
  };
  return (
    <div className="login">
      <PageTitle title={text.setUp.title} hasErrors={hasErrors} />
      <header className="site-header">
        <div className="site-name">{text.site.header}</div>
      </header>
      <main>
        <h1>{text.setUp.title}</h1>
        <p>{token === null ? text.setUp.noToken : text.setUp.intro}</p>
        {token !== null && <AccountForm fields={fields} submitLabel={text.setUp.submit} send={send} onFaults={() => setErrors(true)} />}
      </main>
    </div>
  );
}
