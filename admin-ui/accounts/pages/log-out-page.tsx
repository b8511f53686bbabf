import type { ReactNode } from "react";
import { Link } from "react-router";

import { LoadingNote, LogOutButton, useViewer } from "../../react/index.js";
import { addresses } from "../addresses.js";
import { Page } from "../frame/page.js";
import { text } from "../text/text.js";

/** Asks before it logs out, so that a link on another site cannot; says goodbye to whoever is logged out. */
export function LogOutPage(): ReactNode {
  const { viewer } = useViewer();
  if (viewer === null) {
    return (
      <Page title={text.logOut.doneTitle}>
        <p role="status">{text.logOut.done}</p>
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
          <LogOutButton />
        </>
      ) : (
        <LoadingNote />
      )}
    </Page>
  );
}
