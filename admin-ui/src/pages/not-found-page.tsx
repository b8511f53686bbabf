import type { ReactNode } from "react";
import { Link } from "react-router";

import { Page } from "../admin/frame/page.js";
import { text } from "../text/text.js";

/** Stands at addresses where nothing is. */
export function NotFoundPage(): ReactNode {
  return (
    <Page title={text.faults.notFound} steps={[{ label: text.faults.notFound }]}>
      <p>{text.faults.notFoundText}</p>
      <p>
        <Link to="/">{text.site.home}</Link>
      </p>
    </Page>
  );
}
