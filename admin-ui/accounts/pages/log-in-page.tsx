import type { ReactNode } from "react";
import { Link, useLocation, useSearchParams } from "react-router";

import { LoginForm, useAuthConfig, useNextAddress, useViewer } from "../../react/index.js";
import { addresses } from "../addresses.js";
import { Page } from "../frame/page.js";
import { text } from "../text/text.js";

/** Logs in, and leads to where somebody wanted to go. Whoever is logged in already may go on, or log in as somebody else. */
export function LogInPage(): ReactNode {
  const goOn = useGoOn();
  const signedUp = useSignedUp();
  const { search } = useLocation();
  const config = useAuthConfig();
  return (
    <Page title={text.logIn.title}>
      {signedUp !== undefined && <p role="status">{text.logIn.signedUp}</p>}
      <LoginForm autoFocus onLoggedIn={goOn} {...(signedUp !== undefined && { identifier: signedUp })}>
        <p>
          <Link to={addresses.passwordReset}>{text.logIn.forgotten}</Link>
        </p>
        {config?.signUpOpen && (
          <p>
            <Link to={`${addresses.signUp}${search}`}>{text.logIn.noAccount}</Link>
          </p>
        )}
      </LoginForm>
      <VisitorNote goOn={goOn} />
    </Page>
  );
}

function VisitorNote({ goOn }: { goOn: () => Promise<void> }): ReactNode {
  const { viewer } = useViewer();
  const name = viewer?.user.username;
  return (
    <div role="status">
      {name !== undefined && (
        <p className="visitor">
          {text.logIn.visitor(name)}{" "}
          <button type="button" className="link" onClick={() => void goOn()}>
            {text.logIn.goOn(name)}
          </button>
        </p>
      )}
    </div>
  );
}

/** The server says where to go; when it cannot be asked, there is always the profile. Another page may be another program. */
function useGoOn(): () => Promise<void> {
  const [parameters] = useSearchParams();
  const nextAddress = useNextAddress();
  return async () => location.assign(await nextAddress(parameters.get("next") ?? "").catch(() => addresses.profile));
}

/** Login of somebody who comes from the sign-up page. */
function useSignedUp(): string | undefined {
  const { state } = useLocation() as { readonly state: { readonly signedUp?: string } | null };
  return state?.signedUp;
}
