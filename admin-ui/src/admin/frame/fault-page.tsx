import { type ReactNode, useEffect } from "react";
import { isRouteErrorResponse, Link, Navigate, useRevalidator, useRouteError } from "react-router";

import { explain } from "../../api/explain.js";
import { Fault } from "../../../react/api/fault.js";
import { text } from "../../text/text.js";
import { Denied } from "./denied.js";
import { logInAddress, useFrameRefresh } from "./frame-loader.js";
import { Page } from "./page.js";
import { PageTitle } from "./page-title.js";

/** What is shown inside the frame instead of a page that could not be made. Whoever is logged out goes to the log-in page, and back. */
export function FaultPage(): ReactNode {
  const error = useRouteError();
  const refresh = useFrameRefresh();
  const isForbidden = isFault(error, "forbidden");
  // A right that is missing now was perhaps there when the frame was read, and its links still lead here.
  useEffect(() => {
    if (isForbidden) void refresh();
  }, [isForbidden, refresh]);
  if (isFault(error, "logged-out")) return <Navigate to={logInAddress(location)} replace />;
  if (isForbidden) return <Denied />;
  const { title } = describe(error);
  return (
    <Page title={title} steps={[{ label: title }]}>
      <Explanation error={error} />
    </Page>
  );
}

/** The same where not even the frame could be made. */
export function BareFaultPage(): ReactNode {
  const error = useRouteError();
  const { title } = describe(error);
  return (
    <main className="content">
      <PageTitle title={title} />
      <h1>{title}</h1>
      <Explanation error={error} />
    </main>
  );
}

function Explanation({ error }: { error: unknown }): ReactNode {
  const { explanation, canRetry } = describe(error);
  const { revalidate, state } = useRevalidator();
  return (
    <>
      <p role="alert">{explanation}</p>
      <p>
        {canRetry ? (
          <button type="button" aria-disabled={state === "loading"} onClick={() => void revalidate()}>
            {text.requests.retry}
          </button>
        ) : (
          <Link to="/">{text.site.home}</Link>
        )}
      </p>
    </>
  );
}

interface Description {
  readonly title: string;
  readonly explanation: string;
  readonly canRetry: boolean;
}

function describe(error: unknown): Description {
  if (isRouteErrorResponse(error) && error.status === 404) {
    return { title: text.faults.notFound, explanation: text.faults.notFoundText, canRetry: false };
  }
  return { title: text.faults.title, explanation: explain(error), canRetry: true };
}

function isFault(error: unknown, kind: Fault["kind"]): boolean {
  return error instanceof Fault && error.kind === kind;
}
