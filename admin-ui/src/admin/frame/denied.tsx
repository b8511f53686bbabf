import type { ReactNode } from "react";
import { Link } from "react-router";

import { text } from "../../text/text.js";
import { Page } from "./page.js";

/** Stands where the viewer may not go. */
export function Denied(): ReactNode {
  return (
    <Page title={text.faults.forbidden} steps={[{ label: text.faults.forbidden }]}>
      <p>{text.faults.forbiddenText}</p>
      <p>
        <Link to="/">{text.site.home}</Link>
      </p>
    </Page>
  );
}
