import type { ReactNode } from "react";
import { Link, useLoaderData, useNavigate } from "react-router";

import { InvitationForm } from "../../react/index.js";
import { addresses } from "../addresses.js";
import { Page } from "../frame/page.js";
import { text } from "../text/text.js";

/** Takes the first password of somebody who was invited by mail. */
export function InvitationPage(): ReactNode {
  const token = useLoaderData<string | null>();
  const navigate = useNavigate();
  return (
    <Page title={text.invitation.title}>
      {token === null ? (
        <p role="alert">{text.reset.noToken}</p>
      ) : (
        <>
          <p>{text.invitation.intro}</p>
          <InvitationForm
            autoFocus
            token={token}
            whenInvalid={<p>{text.invitation.askAgain}</p>}
            onAccepted={async () => navigate(addresses.invitationDone, { replace: true })}
          />
        </>
      )}
    </Page>
  );
}

/** Tells that the account can be used. */
export function InvitationDonePage(): ReactNode {
  return (
    <Page title={text.invitation.doneTitle}>
      <p>{text.invitation.done}</p>
      <p>
        <Link to={addresses.logIn}>{text.logIn.title}</Link>
      </p>
    </Page>
  );
}
