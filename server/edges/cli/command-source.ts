import { randomUUID } from "node:crypto";

import type { RequestSource } from "../../foundation/kernel/request-source.js";

/** Stands in the log for a command, which comes from no network peer. */
export function commandSource(): RequestSource {
  return { ipAddress: null, addressPrefix: null, userAgent: null, requestId: `cli-${randomUUID()}` };
}
