import type { ReactNode } from "react";
import { Link, Outlet } from "react-router";

import { useAuthConfig } from "../../react/index.js";
import { addresses } from "../addresses.js";
import { text } from "../text/text.js";

/** What stands around every page: the site's logo and name. */
export function SiteFrame(): ReactNode {
  const config = useAuthConfig();
  return (
    <div className="site">
      <a className="skip-link" href="#main">
        {text.site.skip}
      </a>
      <header>
        <Link to={addresses.home} className="site-name">
          {config?.logoUrl != null && <img src={config.logoUrl} alt="" />}
          <span>{config?.siteName}</span>
        </Link>
      </header>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
