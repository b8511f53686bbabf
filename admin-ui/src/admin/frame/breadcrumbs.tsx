import type { ReactNode } from "react";
import { Link } from "react-router";

import { text } from "../../text/text.js";

/** A step of the way to a page; the last one, and those that may not be seen, lead nowhere. */
export interface Crumb {
  readonly label: string;
  readonly to?: string | undefined;
}

/** The way from the dashboard to this page. */
export function Breadcrumbs({ steps }: { steps: readonly Crumb[] }): ReactNode {
  return (
    <nav className="breadcrumbs" aria-label={text.site.breadcrumbs}>
      <ol>
        {[{ label: text.site.home, to: "/" }, ...steps].map(({ label, to }, index) => (
          <li key={to ?? label} {...(index === steps.length ? { "aria-current": "page" as const } : {})}>
            {to === undefined ? label : <Link to={to}>{label}</Link>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
