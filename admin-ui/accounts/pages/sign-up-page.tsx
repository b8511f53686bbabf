import type { ReactNode } from "react";
import { Link, useLocation, useNavigate } from "react-router";

import { SignUpForm } from "../../react/index.js";
import { addresses } from "../addresses.js";
import { Page } from "../frame/page.js";
import { text } from "../text/text.js";

/** Makes an account and leads to the log-in page, which knows where somebody wanted to go. */
export function SignUpPage(): ReactNode {
  const navigate = useNavigate();
  const { search } = useLocation();
  const logIn = `${addresses.logIn}${search}`;
  return (
    <Page title={text.signUp.title}>
      <SignUpForm autoFocus onSignedUp={async ({ username }) => navigate(logIn, { state: { signedUp: username } })}>
        <p>
          <Link to={logIn}>{text.signUp.haveAccount}</Link>
        </p>
      </SignUpForm>
    </Page>
  );
}
