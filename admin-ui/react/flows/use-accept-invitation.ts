import { type AcceptInvitationInput, AcceptInvitationDocument } from "../api/generated/graphql.js";
import { change } from "../api/request.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { type Submission, useSubmission } from "./use-submission.js";

/** Sets the first password of somebody who was invited by mail. It does not log in. */
export function useAcceptInvitation(onAccepted?: () => void | Promise<void>): Submission<AcceptInvitationInput> {
  const { client } = useGatehouse();
  return useSubmission(async (input) => {
    await change(client, AcceptInvitationDocument, { input });
    await onAccepted?.();
  });
}
