import type { ReactNode } from "react";

import { StopImpersonatingDocument } from "../../api/generated/graphql.js";
import { change } from "../../../react/api/request.js";
import { text } from "../../text/text.js";
import { useConsole } from "./console-context.js";
import { useFrame } from "./frame-loader.js";
import { startAnew } from "./start-anew.js";
import { useAttempt } from "./use-attempt.js";

/** Tells on every page that somebody acts as somebody else, with the way back. */
export function ImpersonationBanner(): ReactNode {
  const { user, impersonator } = useFrame();
  const { client } = useConsole();
  const attempt = useAttempt();
  if (!impersonator) return null;
  const stop = async (): Promise<void> => {
    await change(client, StopImpersonatingDocument, {});
    startAnew();
  };
  return (
    <aside className="impersonation-banner" aria-label={text.impersonation.label}>
      {text.impersonation.state(impersonator.username, user.username)}{" "}
      <button type="button" className="link" onClick={() => void attempt(stop)}>
        {text.impersonation.stop(impersonator.username)}
      </button>
    </aside>
  );
}
