import type { ReactNode } from "react";
import { Outlet, useNavigation } from "react-router";

import { text } from "../../text/text.js";
import { FrameProvider } from "./frame-provider.js";
import { Header } from "./header.js";
import { ImpersonationBanner } from "./impersonation-banner.js";
import { MessagesProvider } from "./messages.js";

/** What stands around every page for logged-in staff. */
export function SiteFrame(): ReactNode {
  const isBusy = useNavigation().state !== "idle";
  return (
    <FrameProvider>
      <MessagesProvider>
        <a className="skip-link" href="#content-start">
          {text.site.skip}
        </a>
        <div className={isBusy ? "frame busy" : "frame"} aria-busy={isBusy}>
          <ImpersonationBanner />
          <Header />
          <Outlet />
        </div>
      </MessagesProvider>
    </FrameProvider>
  );
}
