import type { ReactNode } from "react";
import { Link } from "react-router";

import { PageTitle } from "../admin/frame/page-title.js";
import { text } from "../text/text.js";

/** Says goodbye. */
export function LoggedOutPage(): ReactNode {
  return (
    <main className="content">
      <PageTitle title={text.login.loggedOut} />
      <h1>{text.login.loggedOut}</h1>
      <p>{text.login.thanks}</p>
      <p>
        <Link to="/login/">{text.login.again}</Link>
      </p>
    </main>
  );
}
