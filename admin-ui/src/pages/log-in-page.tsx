import { type ReactNode, type SubmitEvent, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";

import { Fault, InputRefused } from "../api/fault.js";
import { LogInDocument } from "../api/generated/graphql.js";
import { change } from "../api/request.js";
import { useConsole } from "../admin/frame/console-context.js";
import { PageTitle } from "../admin/frame/page-title.js";
import { text } from "../text/text.js";

/** The door for staff. Everybody else is refused in the same words as a wrong password. */
export function LogInPage(): ReactNode {
  const { client } = useConsole();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const logIn = async (form: HTMLFormElement): Promise<void> => {
    const fields = new FormData(form);
    const input = { identifier: textOf(fields, "username"), password: textOf(fields, "password"), staffOnly: true };
    setBusy(true);
    try {
      await change(client, LogInDocument, { input });
      await navigate(ownAddress(parameters.get("next")));
    } catch (fault) {
      setError(explain(fault));
      form.querySelector<HTMLInputElement>("#id_password")?.focus();
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void logIn(event.currentTarget);
  };
  return (
    <div className="login">
      <PageTitle title={text.login.submit} hasErrors={error !== null} />
      <header className="site-header">
        <div className="site-name">{text.site.header}</div>
      </header>
      <main>
        <div role="alert">{error !== null && <p className="error-note">{error}</p>}</div>
        <form onSubmit={submit}>
          <label htmlFor="id_username">{text.login.username}</label>
          <input id="id_username" name="username" maxLength={254} autoCapitalize="none" autoComplete="username" required autoFocus />
          <label htmlFor="id_password">{text.login.password}</label>
          <input id="id_password" name="password" type="password" autoComplete="current-password" required />
          <button type="submit" disabled={isBusy}>
            {text.login.submit}
          </button>
        </form>
      </main>
    </div>
  );
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value : "";
}

function explain(fault: unknown): string {
  if (fault instanceof InputRefused) return text.login.refused;
  return fault instanceof Fault ? fault.message : text.faults.unexpected;
}

/** A place of the console, and never another site: the address is resolved as browsers do and must stay below the console's root. */
function ownAddress(next: string | null): string {
  const root = new URL(import.meta.env.BASE_URL, location.href);
  const wanted = URL.parse(next ?? "", root);
  if (wanted?.origin !== root.origin || !wanted.pathname.startsWith(root.pathname)) return "/";
  return `/${wanted.pathname.slice(root.pathname.length)}${wanted.search}`;
}
