import { type ChangePasswordInput, ChangePasswordDocument } from "../api/generated/graphql.js";
import { change } from "../api/request.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { type Submission, useSubmission } from "./use-submission.js";

/** Changes the password of whoever is logged in. All their other sessions end. */
export function useChangePassword(onChanged?: () => void | Promise<void>): Submission<ChangePasswordInput> {
  const { client } = useGatehouse();
  return useSubmission(async (input) => {
    await change(client, ChangePasswordDocument, { input });
    await onChanged?.();
  });
}
