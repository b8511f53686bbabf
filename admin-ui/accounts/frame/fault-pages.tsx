import type { ReactNode } from "react";
import { Link } from "react-router";

import { addresses } from "../addresses.js";
import { text } from "../text/text.js";
import { Page } from "./page.js";

/** Stands at addresses where nothing is. */
export function NotFoundPage(): ReactNode {
  return (
    <Page title={text.faults.notFound}>
      <p>{text.faults.notFoundText}</p>
      <p>
        <Link to={addresses.home}>{text.faults.home}</Link>
      </p>
    </Page>
  );
}

/** Stands for a page that has a fault of its own. */
export function BrokenPage(): ReactNode {
  return (
    <Page title={text.faults.broken}>
      <p role="alert">{text.faults.brokenText}</p>
    </Page>
  );
}
