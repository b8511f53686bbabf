import type { ReactNode } from "react";
import { type LoaderFunctionArgs, redirect } from "react-router";
import type { ApolloClient } from "@apollo/client";

import { type Frame, logInAddress, readViewer } from "../admin/frame/frame-loader.js";
import { FrameProvider } from "../admin/frame/frame-provider.js";
import { ImpersonationBanner } from "../admin/frame/impersonation-banner.js";
import { MessageList, MessagesProvider } from "../admin/frame/messages.js";
import { PageTitle } from "../admin/frame/page-title.js";
import { text } from "../text/text.js";

/** Reads who acts as whom; whoever may see the console, or acts as nobody, is in the wrong place. */
export async function loadImpersonation(client: ApolloClient, { request }: LoaderFunctionArgs): Promise<Frame> {
  const viewer = await readViewer(client);
  if (!viewer) throw redirect(logInAddress(new URL(request.url)));
  if (viewer.user.isStaff || !viewer.impersonator) throw redirect("/");
  return { ...viewer, permissions: new Set(viewer.permissions), bulkChanges: [] };
}

/** Where superusers are who act as somebody to whom the console is closed. */
export function ImpersonationPage(): ReactNode {
  return (
    <FrameProvider>
      <MessagesProvider>
        <PageTitle title={text.impersonation.title} />
        <ImpersonationBanner />
        <main className="content">
          <MessageList note={undefined} />
          <h1>{text.impersonation.title}</h1>
          <p>{text.impersonation.explanation}</p>
          <p>
            <a href="/">{text.site.viewSite}</a>
          </p>
        </main>
      </MessagesProvider>
    </FrameProvider>
  );
}
