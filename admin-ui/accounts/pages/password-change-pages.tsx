import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";

import { PasswordChangeForm } from "../../react/index.js";
import { addresses } from "../addresses.js";
import { Page } from "../frame/page.js";
import { text } from "../text/text.js";

/** Changes the own password. */
export function PasswordChangePage(): ReactNode {
  const navigate = useNavigate();
  return (
    <Page title={text.passwordChange.title}>
      <p>{text.passwordChange.intro}</p>
      <PasswordChangeForm autoFocus onChanged={async () => navigate(addresses.passwordChangeDone)} />
    </Page>
  );
}

/** Tells that it was changed. */
export function PasswordChangeDonePage(): ReactNode {
  return (
    <Page title={text.passwordChange.doneTitle}>
      <p>{text.passwordChange.done}</p>
      <p>
        <Link to={addresses.home}>{text.faults.home}</Link>
      </p>
    </Page>
  );
}
