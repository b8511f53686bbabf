import { RequestError } from "../../foundation/kernel/request-error.js";

/**
 * Gives up waiting for work that takes too long, such as a database that holds a connection and says nothing. The work is not
 * stopped; its result is thrown away.
 *
 * @throws RequestError `SERVICE_UNAVAILABLE`
 */
export async function withDeadline<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tookTooLong()), milliseconds);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** Made only when it is needed: an error notes where it was made, which takes longer than everything else here. */
function tookTooLong(): RequestError {
  return new RequestError("SERVICE_UNAVAILABLE", "The answer took too long; try again.", { retryAfterSeconds: 5 });
}
