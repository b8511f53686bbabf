import type { ReactNode } from "react";

import { useViewer } from "../flows/use-viewer.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { ReadFault } from "./read-fault.js";

/** Stands where something is shown as soon as the server has answered; tells when it does not. */
export function LoadingNote(): ReactNode {
  const { texts } = useGatehouse();
  const { problem, retry } = useViewer();
  if (problem !== null) return <ReadFault problem={problem} retry={retry} />;
  return <p role="status">{texts.requests.loading}</p>;
}
