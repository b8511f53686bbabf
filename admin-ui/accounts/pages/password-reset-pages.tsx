import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";

import { PasswordResetRequestForm } from "../../react/index.js";
import { addresses } from "../addresses.js";
import { Page } from "../frame/page.js";
import { text } from "../text/text.js";

/** Has a link mailed to whoever cannot log in. */
export function PasswordResetPage(): ReactNode {
  const navigate = useNavigate();
  return (
    <Page title={text.passwordReset.title}>
      <p>{text.passwordReset.intro}</p>
      <PasswordResetRequestForm autoFocus onRequested={async () => navigate(addresses.passwordResetDone)}>
        <p>
          <Link to={addresses.logIn}>{text.passwordReset.backToLogIn}</Link>
        </p>
      </PasswordResetRequestForm>
    </Page>
  );
}

/** The same for known and unknown addresses: nobody is told which accounts there are. */
export function PasswordResetDonePage(): ReactNode {
  return (
    <Page title={text.passwordReset.doneTitle}>
      <p>{text.passwordReset.done}</p>
      <p>{text.passwordReset.notThere}</p>
      <p>
        <Link to={addresses.logIn}>{text.passwordReset.backToLogIn}</Link>
      </p>
    </Page>
  );
}
