import type { ReactNode } from "react";
import { isRouteErrorResponse, Link, useRevalidator, useRouteError } from "react-router";

import { Fault } from "../../api/fault.js";
import { text } from "../../text/text.js";
import { PageTitle } from "./page-title.js";

/** What is shown instead of a page that could not be made. */
export function FaultPage(): ReactNode {
  const { title, explanation, reference, canRetry } = describe(useRouteError());
  const { revalidate } = useRevalidator();
  return (
    <main id="content-start" className="main-column" tabIndex={-1}>
      <PageTitle title={title} />
      <div className="content">
        <h1>{title}</h1>
        <p>{explanation}</p>
        {reference !== null && <p className="quiet">{text.faults.reference(reference)}</p>}
        <p>
          {canRetry ? (
            <button type="button" onClick={() => void revalidate()}>
              {text.faults.retry}
            </button>
          ) : (
            <Link to="/">{text.site.home}</Link>
          )}
        </p>
      </div>
    </main>
  );
}

interface Description {
  readonly title: string;
  readonly explanation: string;
  readonly reference: string | null;
  readonly canRetry: boolean;
}

function describe(error: unknown): Description {
  if (isRouteErrorResponse(error) && error.status === 404) {
    return { title: text.faults.notFound, explanation: text.faults.notFoundText, reference: null, canRetry: false };
  }
  if (error instanceof Fault && error.kind === "forbidden") {
    return { title: text.faults.forbidden, explanation: text.faults.forbiddenText, reference: null, canRetry: false };
  }
  if (error instanceof Fault) {
    return { title: text.faults.title, explanation: error.message, reference: error.reference, canRetry: true };
  }
  return { title: text.faults.title, explanation: text.faults.ownFault, reference: null, canRetry: true };
}
