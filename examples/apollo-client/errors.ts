import { CombinedGraphQLErrors, ServerError } from "@apollo/client/errors";
import { setTimeout as delay } from "node:timers/promises";

import type { UserErrorFieldsFragment } from "./generated/graphql.js";

/** What is wrong with the input, for the form: thrown by {@link requireNoUserErrors}. */
export class FormError extends Error {
  constructor(readonly userErrors: readonly UserErrorFieldsFragment[]) {
    super(userErrors.map(describe).join("\n"));
    this.name = "FormError";
  }

  /** The messages to show beside one field; those for "" belong above the form. */
  messagesFor(field: string): string[] {
    return this.userErrors.filter(({ path }) => (path?.at(-1) ?? "") === field).map(({ message }) => message);
  }
}

/** Goes on when a payload has no user errors, and throws them otherwise. */
export function requireNoUserErrors(userErrors: readonly UserErrorFieldsFragment[]): void {
  if (userErrors.length > 0) throw new FormError(userErrors);
}

/** Codes of the server that mean "not now": nothing was done, and the same request may be sent again after a pause. */
const passingCodes = new Set<unknown>(["RATE_LIMITED", "BUSY", "SERVICE_UNAVAILABLE"]);

/**
 * How many seconds to wait before the request is sent again; undefined when that would not help.
 */
export function retryAfterSeconds(error: unknown): number | undefined {
  if (CombinedGraphQLErrors.is(error)) {
    const hints = error.errors.filter(({ extensions }) => passingCodes.has(extensions?.["code"]));
    const seconds = hints.map(({ extensions }) => Number(extensions?.["retryAfterSeconds"] ?? 1));
    return seconds.length === 0 ? undefined : Math.max(...seconds);
  }
  // Refused before GraphQL was reached, by the server or by a proxy in front of it.
  if (ServerError.is(error) && [429, 503].includes(error.statusCode)) return Number(error.response.headers.get("retry-after") ?? 1);
  return undefined;
}

/**
 * Sends a request, and once more if the server asked for patience and named at most `maxSeconds`. A person would rather be told than
 * look at a spinner for a minute.
 */
export async function withPatience<T>(send: () => Promise<T>, maxSeconds = 5): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const seconds = retryAfterSeconds(error);
    if (seconds === undefined || seconds > maxSeconds) throw error;
    await delay(seconds * 1000);
    return send();
  }
}

/** One sentence for the person in front of the screen. */
export function explain(error: unknown): string {
  if (error instanceof FormError) return error.message;
  const seconds = retryAfterSeconds(error);
  if (seconds !== undefined) return `The server is busy or has had too many attempts: try again in ${seconds} s.`;
  if (CombinedGraphQLErrors.is(error)) return error.errors.map(({ message }) => message).join("\n");
  return "The server cannot be reached.";
}

function describe({ path, message }: UserErrorFieldsFragment): string {
  const field = path?.at(-1);
  return field === undefined ? message : `${field}: ${message}`;
}
