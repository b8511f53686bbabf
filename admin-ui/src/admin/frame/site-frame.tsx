import type { ReactNode } from "react";
import { Outlet, ScrollRestoration, useNavigation } from "react-router";

import { text } from "../../text/text.js";
import { BulkChangesProvider } from "../bulk-changes/bulk-changes.js";
import { Header } from "./header.js";
import { MessagesProvider } from "./messages.js";

/** What stands around every page for logged-in staff. */
export function SiteFrame(): ReactNode {
  const isBusy = useNavigation().state !== "idle";
  return (
    <MessagesProvider>
      <a className="skip-link" href="#content-start">
        {text.site.skip}
      </a>
      <div className={isBusy ? "frame busy" : "frame"} aria-busy={isBusy}>
        <Header />
        <BulkChangesProvider>
          <Outlet />
        </BulkChangesProvider>
      </div>
      <ScrollRestoration />
    </MessagesProvider>
  );
}
