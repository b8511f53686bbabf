import type { ReactNode } from "react";

import { Page } from "../admin/frame/page.js";
import { text } from "../text/text.js";

/** Stands at addresses where nothing is. */
export function NotFoundPage(): ReactNode {
  return (
    <Page title={text.faults.notFound} steps={[]}>
      <p>{text.faults.notFoundText}</p>
    </Page>
  );
}
