import type { ReactNode } from "react";

import { text } from "../../text/text.js";

/** The window's title: object, page and site, from the particular to the general, and first of all whether something is wrong. */
export function PageTitle({
  title,
  object,
  hasErrors = false,
}: {
  title: string;
  object?: string | undefined;
  hasErrors?: boolean;
}): ReactNode {
  const parts = [...(object === undefined ? [] : [object]), title, text.site.title];
  return <title>{`${hasErrors ? text.site.errorTitle : ""}${parts.join(" | ")}`}</title>;
}
