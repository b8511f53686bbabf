import { type ReactNode, type SubmitEvent, useId, useRef, useState } from "react";

import { explain } from "../../api/explain.js";
import { InputRefused } from "../../../react/api/fault.js";
import { LogInDocument } from "../../api/generated/graphql.js";
import { change } from "../../../react/api/request.js";
import { text } from "../../text/text.js";
import { useConsole } from "./console-context.js";

/** What happens around the form. */
export interface LogInFormProps {
  /** Who must log in; anybody when absent. */
  readonly username?: string;
  /** Called with the session open, and the id of whoever is logged in; the form stays busy until it is done. */
  readonly onLoggedIn: (userId: string) => void | Promise<void>;
  /** What to tell before the first attempt. */
  readonly notice?: string | undefined;
  /** Told what is wrong after each attempt that failed. */
  readonly onRefused?: (() => void) | undefined;
}

/** Logs staff in. Everybody else is refused in the same words as a wrong password. The password is never kept. */
export function LogInForm({ username, onLoggedIn, notice, onRefused }: LogInFormProps): ReactNode {
  const { client } = useConsole();
  const id = useId();
  const password = useRef<HTMLInputElement>(null);
  const [note, setNote] = useState(notice ?? "");
  const [isBusy, setBusy] = useState(false);
  const logIn = async (fields: FormData): Promise<void> => {
    setBusy(true);
    try {
      const { user } = await change(client, LogInDocument, { input: { ...readFields(fields), staffOnly: true } });
      await onLoggedIn(user?.id ?? "");
    } catch (fault) {
      setNote(fault instanceof InputRefused ? text.login.refused : explain(fault));
      onRefused?.();
      if (password.current) password.current.value = "";
      password.current?.focus();
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!isBusy) void logIn(new FormData(event.currentTarget));
  };
  const described = note === "" ? {} : { "aria-describedby": `${id}note` };
  return (
    <form className="log-in-form" onSubmit={submit} aria-busy={isBusy}>
      <div role="alert" id={`${id}note`}>
        {note !== "" && <p className="error-note">{note}</p>}
      </div>
      <label htmlFor={`${id}username`}>{text.login.username}</label>
      <input
        id={`${id}username`}
        name="username"
        maxLength={254}
        autoCapitalize="none"
        autoComplete="username"
        required
        autoFocus={username === undefined}
        readOnly={username !== undefined}
        defaultValue={username}
        {...described}
      />
      <label htmlFor={`${id}password`}>{text.login.password}</label>
      <input
        id={`${id}password`}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        autoFocus={username !== undefined}
        ref={password}
        {...described}
      />
      <button type="submit" aria-disabled={isBusy}>
        {text.login.submit}
      </button>
    </form>
  );
}

function readFields(fields: FormData): { identifier: string; password: string } {
  const textOf = (name: string): string => {
    const value = fields.get(name);
    return typeof value === "string" ? value : "";
  };
  return { identifier: textOf("username"), password: textOf("password") };
}
