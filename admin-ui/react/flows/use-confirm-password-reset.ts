import { type ConfirmPasswordResetInput, ConfirmPasswordResetDocument } from "../api/generated/graphql.js";
import { change } from "../api/request.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { type Submission, useSubmission } from "./use-submission.js";

/** Sets a new password with the token of a mailed link, which dies with that. All sessions of the account end; nobody is logged in. */
export function useConfirmPasswordReset(onReset?: () => void | Promise<void>): Submission<ConfirmPasswordResetInput> {
  const { client, sessionChanged } = useGatehouse();
  return useSubmission(async (input) => {
    await change(client, ConfirmPasswordResetDocument, { input });
    await sessionChanged();
    await onReset?.();
  });
}
