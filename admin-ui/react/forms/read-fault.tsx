import type { ReactNode } from "react";

import { useGatehouse } from "../provider/gatehouse-context.js";

/** Tells why something could not be read, and lets people try again. */
export function ReadFault({ problem, retry }: { problem: string; retry: () => void }): ReactNode {
  const { requests } = useGatehouse().texts;
  return (
    <div role="alert" className="gatehouse-note">
      <p>{problem}</p>
      <button type="button" onClick={retry}>
        {requests.retry}
      </button>
    </div>
  );
}
