import {
  type ApolloClient,
  CombinedGraphQLErrors,
  type ErrorLike,
  type OperationVariables,
  ServerError,
  type TypedDocumentNode,
} from "@apollo/client";

import { Fault, type FaultKind, type InputFault, InputRefused } from "./fault.js";

/** What people look at is what is there now; and an answer with some fields refused is an answer. */
const policies = { fetchPolicy: "no-cache", errorPolicy: "all" } as const;

/**
 * Reads. Fields that the viewer may not see are null in the answer, and no fault unless nothing is left.
 *
 * @throws Fault
 */
export async function ask<Data, Variables extends OperationVariables>(
  client: ApolloClient,
  query: TypedDocumentNode<Data, Variables>,
  variables: NoInfer<Variables>,
): Promise<Data> {
  const { data, error } = await client.query({ query, variables, ...policies } as ApolloClient.QueryOptions<Data, Variables>);
  if (data == null || (error && Object.values(data).every((field) => field === null))) throw toFault(error);
  return data;
}

/**
 * Changes something.
 *
 * @throws InputRefused when the payload holds user errors
 * @throws Fault
 */
export async function change<Payload extends { readonly userErrors: readonly InputFault[] }, Variables extends OperationVariables>(
  client: ApolloClient,
  mutation: TypedDocumentNode<{ readonly result: Payload }, Variables>,
  variables: NoInfer<Variables>,
): Promise<Payload> {
  const { data, error } = await client.mutate({ mutation, variables, ...policies } as ApolloClient.MutateOptions<
    { readonly result: Payload },
    Variables
  >);
  if (data == null) throw toFault(error);
  if (data.result.userErrors.length > 0) throw new InputRefused(data.result.userErrors);
  return data.result;
}

const kinds: Readonly<Record<string, FaultKind>> = {
  UNAUTHENTICATED: "logged-out",
  FORBIDDEN: "forbidden",
  RATE_LIMITED: "rate-limited",
  BUSY: "rate-limited",
  BAD_USER_INPUT: "refused",
  GRAPHQL_VALIDATION_FAILED: "refused",
};

/** Tells why there is no answer. Its message is the server's; pages have words of their own for `offline` and `unexpected`. */
export function toFault(error: ErrorLike | undefined): Fault {
  if (CombinedGraphQLErrors.is(error)) return faultOf(error.errors[0]);
  if (ServerError.is(error)) return faultOf(firstErrorIn(error.bodyText));
  return new Fault("offline", "The server cannot be reached.");
}

interface AnsweredError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

function faultOf(error: AnsweredError | undefined): Fault {
  const { code, traceId, retryAfterSeconds } = error?.extensions ?? {};
  return new Fault(
    kinds[String(code)] ?? "unexpected",
    error?.message ?? "The answer cannot be read.",
    typeof traceId === "string" ? traceId : null,
    typeof retryAfterSeconds === "number" ? retryAfterSeconds : null,
  );
}

/** Refusals come with other statuses than 200; their bodies are GraphQL answers all the same. */
function firstErrorIn(body: string): AnsweredError | undefined {
  try {
    return (JSON.parse(body) as { errors?: AnsweredError[] }).errors?.[0];
  } catch {
    return undefined;
  }
}
