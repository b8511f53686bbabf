import { type ReactNode, useEffect, useRef } from "react";
import { Outlet, ScrollRestoration, useLocation, useNavigation } from "react-router";

import { text } from "../../text/text.js";
import { FrameProvider } from "./frame-provider.js";
import { BulkChangesProvider } from "../bulk-changes/bulk-changes.js";
import { Header } from "./header.js";
import { ImpersonationBanner } from "./impersonation-banner.js";
import { MessagesProvider } from "./messages.js";

/** What stands around every page for logged-in staff. */
export function SiteFrame(): ReactNode {
  const isBusy = useNavigation().state !== "idle";
  const { key } = useLocation();
  const before = useRef(key);
  // When the page that somebody came from took the focused link with it, they go on where the new page begins. The first page is gone
  // through from its top.
  useEffect(() => {
    if (before.current === key) return;
    before.current = key;
    if (document.activeElement === document.body) document.getElementById("content-start")?.focus({ preventScroll: true });
  }, [key]);
  return (
    <FrameProvider>
      <MessagesProvider>
        <a className="skip-link" href="#content-start">
          {text.site.skip}
        </a>
        <div className={isBusy ? "frame busy" : "frame"} aria-busy={isBusy}>
          <ImpersonationBanner />
          <Header />
          <BulkChangesProvider>
            <Outlet />
          </BulkChangesProvider>
        </div>
        <ScrollRestoration />
      </MessagesProvider>
    </FrameProvider>
  );
}
