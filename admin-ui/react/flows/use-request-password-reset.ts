import { type RequestPasswordResetInput, RequestPasswordResetDocument } from "../api/generated/graphql.js";
import { change } from "../api/request.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { type Submission, useSubmission } from "./use-submission.js";

/** Has a link mailed with which a new password can be set. Whether there is such an account is not told. */
export function useRequestPasswordReset(
  onRequested?: (input: RequestPasswordResetInput) => void | Promise<void>,
): Submission<RequestPasswordResetInput> {
  const { client } = useGatehouse();
  return useSubmission(async (input) => {
    await change(client, RequestPasswordResetDocument, { input });
    await onRequested?.(input);
  });
}
