import type { ReactNode } from "react";
import { Link, useLoaderData, useNavigate } from "react-router";

import { PasswordResetConfirmForm } from "../../react/index.js";
import { addresses } from "../addresses.js";
import { Page } from "../frame/page.js";
import { text } from "../text/text.js";

/** Takes a new password from whoever has opened the mailed link. */
export function ResetPage(): ReactNode {
  const token = useLoaderData<string | null>();
  const navigate = useNavigate();
  const askAgain = (
    <p>
      <Link to={addresses.passwordReset}>{text.reset.askAgain}</Link>
    </p>
  );
  return (
    <Page title={text.reset.title}>
      {token === null ? (
        <>
          <p role="alert">{text.reset.noToken}</p>
          {askAgain}
        </>
      ) : (
        <PasswordResetConfirmForm
          autoFocus
          token={token}
          whenInvalid={askAgain}
          onReset={async () => navigate(addresses.resetDone, { replace: true })}
        />
      )}
    </Page>
  );
}

/** Tells that it is set. */
export function ResetDonePage(): ReactNode {
  return (
    <Page title={text.reset.doneTitle}>
      <p>{text.reset.done}</p>
      <p>
        <Link to={addresses.logIn}>{text.logIn.title}</Link>
      </p>
    </Page>
  );
}
