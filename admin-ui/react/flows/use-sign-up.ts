import { type SignUpInput, SignUpDocument } from "../api/generated/graphql.js";
import { change } from "../api/request.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { type Submission, useSubmission } from "./use-submission.js";

/** Makes an account. It does not log in. */
export function useSignUp(onSignedUp?: (input: SignUpInput) => void | Promise<void>): Submission<SignUpInput> {
  const { client } = useGatehouse();
  return useSubmission(async (input) => {
    await change(client, SignUpDocument, { input });
    await onSignedUp?.(input);
  });
}
