import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";

/**
 * The id of a request, which its answer tells in `X-Request-Id`: the log and the history of changes have it too. Made when first asked
 * for, unless the program around us has set that header already. Callers cannot choose it.
 */
export function requestIdOf(res: ServerResponse): string {
  const known = res.getHeader("X-Request-Id");
  if (typeof known === "string") return known;
  const id = randomUUID();
  res.setHeader("X-Request-Id", id);
  return id;
}
