import { type MouseEvent, type ReactNode, useRef } from "react";
import { Link, Outlet } from "react-router";

import { useAuthConfig } from "../../react/index.js";
import { addresses } from "../addresses.js";
import { text } from "../text/text.js";

/** What stands around every page: the site's logo and name. */
export function SiteFrame(): ReactNode {
  const config = useAuthConfig();
  const main = useRef<HTMLElement>(null);
  // Not left to the browser: another address, if only by its hash, would be another page to the router.
  const skip = (event: MouseEvent): void => {
    event.preventDefault();
    main.current?.focus();
  };
  return (
    <div className="site">
      <a className="skip-link" href="#main" onClick={skip}>
        {text.site.skip}
      </a>
      <header>
        <Link to={addresses.home} className="site-name">
          {config?.logoUrl != null && <img src={config.logoUrl} alt="" />}
          <span>{config?.siteName}</span>
        </Link>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
    </div>
  );
}
