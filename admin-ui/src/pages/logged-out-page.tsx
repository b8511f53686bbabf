import type { ReactNode } from "react";
import { Link } from "react-router";

import { Breadcrumbs } from "../admin/frame/breadcrumbs.js";
import { PageTitle } from "../admin/frame/page-title.js";
import { ThemeButton } from "../admin/frame/theme-button.js";
import { text } from "../text/text.js";

/** Says goodbye. */
export function LoggedOutPage(): ReactNode {
  return (
    <div className="frame">
      <PageTitle title={text.login.loggedOut} />
      <header className="site-header">
        <div className="site-name">
          <Link to="/">{text.site.header}</Link>
        </div>
        <ThemeButton />
      </header>
      <Breadcrumbs steps={[]} />
      <main className="content">
        <h1>{text.login.loggedOut}</h1>
        <p>{text.login.thanks}</p>
        <p>
          <Link to="/login/">{text.login.again}</Link>
        </p>
      </main>
    </div>
  );
}
