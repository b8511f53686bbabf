import type { ReactNode } from "react";

import { text } from "../../text/text.js";
import { Page } from "./page.js";

/** Stands where the viewer may not go. */
export function Denied(): ReactNode {
  return (
    <Page title={text.faults.forbidden} steps={[]}>
      <p>{text.faults.forbiddenText}</p>
    </Page>
  );
}
