import type { ApolloClient } from "@apollo/client";
import { type ReactNode, useState } from "react";
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from "react-router";

import { CreateFirstSuperuserDocument, LogInDocument, SetUpLinkDocument } from "../api/generated/graphql.js";
import { ask, change } from "../../react/api/request.js";
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

/** A token that would be taken now, or why there is none. */
type SetUpLink = { readonly token: string } | { readonly problem: string };

/** Takes the token out of the address bar at once: whoever looks over the shoulder, or at the history, could use it. Then checks it. */
export async function loadSetUpLink(client: ApolloClient, { params: { token } }: LoaderFunctionArgs): Promise<SetUpLink> {
  history.replaceState(history.state, "", `${import.meta.env.BASE_URL}set-up/`);
  if (token === undefined) return { problem: text.setUp.noToken };
  const { link } = await ask(client, SetUpLinkDocument, { token });
  return link.valid ? { token } : { problem: text.setUp.invalid };
}

/** Makes the first superuser of a new installation, with the link that it printed. */
export function SetUpPage(): ReactNode {
  const link = useLoaderData<SetUpLink>();
  const [hasErrors, setErrors] = useState(false);
  return (
    <div className="login">
      <PageTitle title={text.setUp.title} hasErrors={hasErrors} />
      <header className="site-header">
        <div className="site-name">{text.site.header}</div>
      </header>
      <main>
        <h1>{text.setUp.title}</h1>
        {"token" in link ? <SetUpForm token={link.token} onFaults={() => setErrors(true)} /> : <NoForm problem={link.problem} />}
      </main>
    </div>
  );
}

function NoForm({ problem }: { problem: string }): ReactNode {
  return (
    <>
      <p role="alert">{problem}</p>
      <p>
        <Link to="/login/">{text.login.submit}</Link>
      </p>
    </>
  );
}

function SetUpForm({ token, onFaults }: { token: string; onFaults: () => void }): ReactNode {
  const { client } = useConsole();
  const navigate = useNavigate();
  const send = async ({ username = "", email = "", password = "" }: Readonly<Record<string, string>>): Promise<void> => {
    await change(client, CreateFirstSuperuserDocument, { input: { token, username, email, password } });
    await change(client, LogInDocument, { input: { identifier: username, password, staffOnly: true } });
    await navigate("/", { replace: true });
  };
  return (
    <>
      <p>{text.setUp.intro}</p>
      <AccountForm fields={fields} submitLabel={text.setUp.submit} send={send} onFaults={onFaults} />
    </>
  );
}
