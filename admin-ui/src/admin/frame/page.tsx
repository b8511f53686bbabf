import type { ReactNode } from "react";

import { BulkChangeBar } from "../bulk-changes/bulk-change-bar.js";
import { type Crumb, Breadcrumbs } from "./breadcrumbs.js";
import { type Message, MessageList } from "./messages.js";
import { PageTitle } from "./page-title.js";
import { Sidebar } from "./sidebar.js";

/** What a page shows, and how it is called. */
export interface PageProps {
  readonly title: string;
  /** What the page is about: name of a user, a group. */
  readonly object?: string | undefined;
  readonly steps: readonly Crumb[];
  readonly hasErrors?: boolean;
  /** A message that belongs to the page as it is. */
  readonly note?: Message | undefined;
  /** Links at the right of the title. */
  readonly tools?: ReactNode;
  readonly hasSidebar?: boolean;
  readonly children: ReactNode;
}

/** A page inside the frame: breadcrumbs, sidebar, messages, title, content. */
export function Page({ title, object, steps, hasErrors = false, note, tools, hasSidebar = true, children }: PageProps): ReactNode {
  return (
    <>
      <PageTitle title={title} object={object} hasErrors={hasErrors} />
      {steps.length > 0 && <Breadcrumbs steps={steps} />}
      <div className="main-row">
        {hasSidebar && <Sidebar />}
        <main id="content-start" className="main-column" tabIndex={-1}>
          <BulkChangeBar />
          <MessageList note={note} />
          <div className="content">
            <div className="title-row">
              <h1>{title}</h1>
              {tools !== undefined && <ul className="object-tools">{tools}</ul>}
            </div>
            {object !== undefined && <h2>{object}</h2>}
            {children}
          </div>
        </main>
      </div>
    </>
  );
}
