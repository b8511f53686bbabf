import type { ApolloClient } from "@apollo/client";
import { type ReactNode, useState } from "react";
import { type LoaderFunction, redirect, useLoaderData, useNavigate, useSearchParams } from "react-router";

import { impersonationAddress, readViewer } from "../admin/frame/frame-loader.js";
import { LogInForm } from "../admin/frame/log-in-form.js";
import { PageTitle } from "../admin/frame/page-title.js";
import { ThemeButton } from "../admin/frame/theme-button.js";
import { text } from "../text/text.js";

/** Who is logged in without being staff. */
interface Stranger {
  readonly username: string | null;
}

/** Sends staff that is logged in already to the dashboard. */
export function logInLoader(client: ApolloClient): LoaderFunction {
  return async (): Promise<Stranger> => {
    const viewer = await readViewer(client);
    if (viewer?.user.isStaff) throw redirect("/");
    if (viewer?.impersonator) throw redirect(impersonationAddress);
    return { username: viewer?.user.username ?? null };
  };
}

/** The door for staff. */
export function LogInPage(): ReactNode {
  const { username } = useLoaderData<Stranger>();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const [hasErrors, setErrors] = useState(false);
  return (
    <div className="login">
      <PageTitle title={text.login.submit} hasErrors={hasErrors} />
      <header className="site-header">
        <div className="site-name">{text.site.header}</div>
        <ThemeButton />
      </header>
      <main>
        <h1 className="visually-hidden">{text.login.submit}</h1>
        <LogInForm
          notice={username === null ? undefined : text.login.notStaff(username)}
          onRefused={() => setErrors(true)}
          onLoggedIn={async () => navigate(ownAddress(parameters.get("next")), { replace: true })}
        />
        {/* Another program, left to the browser. */}
        <p className="forgotten">
          <a href="/accounts/password_reset/">{text.login.forgotten}</a>
        </p>
      </main>
    </div>
  );
}

/** A place of the console, and never another site: the address is resolved as browsers do and must stay below the console's root. */
function ownAddress(next: string | null): string {
  const root = new URL(import.meta.env.BASE_URL, location.href);
  const wanted = URL.parse(next ?? "", root);
  if (wanted?.origin !== root.origin || !wanted.pathname.startsWith(root.pathname)) return "/";
  return `/${wanted.pathname.slice(root.pathname.length)}${wanted.search}`;
}
