import type { ReactNode } from "react";

import { explain, sentence } from "../../api/explain.js";
import { type InputFault, InputRefused } from "../../../react/api/fault.js";
import { text } from "../../text/text.js";

/** Most reasons that are told; more of them say nothing new. */
const mostReasons = 5;

/** What went wrong with a change, as a message says it. */
export function faultMessage(fault: unknown): ReactNode {
  return fault instanceof InputRefused ? refusal(fault) : explain(fault);
}

function refusal({ faults }: InputRefused): ReactNode {
  const reasons = [...new Set(faults.map(reasonOf))];
  return (
    <>
      {text.faults.refused}
      <ul>
        {reasons.slice(0, mostReasons).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {reasons.length > mostReasons && <li>{text.faults.moreReasons(reasons.length - mostReasons)}</li>}
      </ul>
    </>
  );
}

/** The reason, with whom it is about where the server says so. */
export function reasonOf({ message, params }: InputFault): string {
  const { username } = (params ?? {}) as { username?: unknown };
  return typeof username === "string" ? `${username}: ${sentence(message)}` : sentence(message);
}
