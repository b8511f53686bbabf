import { LogOutDocument } from "../api/generated/graphql.js";
import { change } from "../api/request.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { type Submission, useSubmission } from "./use-submission.js";

/**
 * Ends the session of this browser.
 *
 * @param onLoggedOut called when no tab shows anything of the former viewer any more
 */
export function useLogOut(onLoggedOut?: () => void | Promise<void>): Submission<void> {
  const { client, sessionChanged } = useGatehouse();
  return useSubmission(async () => {
    await change(client, LogOutDocument, {});
    await sessionChanged();
    await onLoggedOut?.();
  });
}
