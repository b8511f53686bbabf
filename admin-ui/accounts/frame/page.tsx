import type { ReactNode } from "react";

import { useAuthConfig } from "../../react/index.js";
import { text } from "../text/text.js";

/** A page with its title, which stands in the window's title as well. */
export function Page({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  const config = useAuthConfig();
  return (
    <>
      <title>{config ? text.site.title(title, config.siteName) : title}</title>
      <h1>{title}</h1>
      {children}
    </>
  );
}
