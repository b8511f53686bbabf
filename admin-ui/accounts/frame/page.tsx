import type { ReactNode } from "react";
import { useLocation } from "react-router";

import { useAuthConfig } from "../../react/index.js";
import { text } from "../text/text.js";

/** A page with its title, which stands in the window's title as well, and has the focus when somebody comes from another page. */
export function Page({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  const config = useAuthConfig();
  const { key } = useLocation();
  return (
    <>
      <title>{config ? text.site.title(title, config.siteName) : title}</title>
      <h1 key={key} tabIndex={-1} ref={key === firstKey ? null : focus}>
        {title}
      </h1>
      {children}
    </>
  );
}

/** What the router calls the page that the browser has loaded. */
const firstKey = "default";

function focus(title: HTMLElement | null): void {
  title?.focus();
}
