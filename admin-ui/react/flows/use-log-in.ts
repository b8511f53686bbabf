import { type LogInInput, LogInDocument, type LogInMutation } from "../api/generated/graphql.js";
import { change } from "../api/request.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { type Submission, useSubmission } from "./use-submission.js";

/** Who logged in. */
export type LoggedInUser = NonNullable<LogInMutation["result"]["user"]>;

/**
 * Logs in. The session travels as a cookie that scripts cannot read.
 *
 * @param onLoggedIn called when the new viewer is known everywhere; the form stays busy until it is done
 */
export function useLogIn(onLoggedIn?: (user: LoggedInUser) => void | Promise<void>): Submission<Omit<LogInInput, "delivery">> {
  const { client, sessionChanged } = useGatehouse();
  return useSubmission(async (input) => {
    const { user } = await change(client, LogInDocument, { input });
    if (!user) throw new Error("The log-in needs a step that this program does not know.");
    await sessionChanged();
    await onLoggedIn?.(user);
  });
}
