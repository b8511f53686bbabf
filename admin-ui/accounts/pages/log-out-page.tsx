import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";

import { LoadingNote, LogOutButton, useViewer } from "../../react/index.js";
import { addresses } from "../addresses.js";
import { Page } from "../frame/page.js";
import { text } from "../text/text.js";

/** Asks before it logs out, so that a link on another site cannot; says goodbye to whoever is logged out. */
export function LogOutPage(): ReactNode {
  const { viewer } = useViewer();
  const navigate = useNavigate();
  if (viewer === null) {
    return (
      <Page title={text.logOut.doneTitle}>
        <p>{text.logOut.done}</p>
        <p>
          <Link to={addresses.logIn}>{text.logOut.again}</Link>
        </p>
      </Page>
    );
  }
  return (
    <Page title={text.logOut.title}>
      {viewer ? (
        <>
          <p>{text.logOut.question(viewer.user.username)}</p>
          <LogOutButton onLoggedOut={async () => navigate(addresses.logOut, { replace: true })} />
        </>
      ) : (
        <LoadingNote />
      )}
    </Page>
  );
}
