import { type UpdateProfileInput, UpdateProfileDocument } from "../api/generated/graphql.js";
import { change } from "../api/request.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { type Submission, useSubmission } from "./use-submission.js";

/** Changes the names of whoever is logged in. */
export function useUpdateProfile(onUpdated?: () => void | Promise<void>): Submission<UpdateProfileInput> {
  const { client, reread } = useGatehouse();
  return useSubmission(async (input) => {
    await change(client, UpdateProfileDocument, { input });
    await reread();
    await onUpdated?.();
  });
}
