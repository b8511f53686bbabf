import { useNavigate } from "react-router";

import { Fault, InputRefused } from "../../../react/api/fault.js";
import { faultMessage } from "./fault-message.js";
import { logInAddress, useFrameRefresh } from "./frame-loader.js";
import { useMessages } from "./messages.js";

/**
 * Runs what an event handler asks of the server. When that fails, a message tells why; rights that turned out to be missing are read
 * again, and whoever is logged out is led to the log-in page.
 *
 * @returns a function that tells whether the work was done
 */
export function useAttempt(): (work: () => Promise<void>) => Promise<boolean> {
  const messages = useMessages();
  const refresh = useFrameRefresh();
  const navigate = useNavigate();
  return async (work) => {
    try {
      await work();
      return true;
    } catch (fault) {
      if (fault instanceof Fault && fault.kind === "logged-out") void navigate(logInAddress(location));
      else messages.show({ level: "error", content: faultMessage(fault) });
      if (fault instanceof Fault && fault.kind === "forbidden") void refresh();
      // A mistake of this program: the browser's console tells developers where.
      if (!(fault instanceof Fault || fault instanceof InputRefused)) reportError(fault);
      return false;
    }
  };
}
