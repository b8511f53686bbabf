import { UserErrors } from "../../../foundation/kernel/user-error.js";
import type { AuditService } from "../../audit/audit.service.js";

/** What somebody is about to save: the version they saw, and the one that is there, locked. */
export interface Save {
  readonly object: { readonly type: string; readonly id: string };
  /** Null when they do not mind. */
  readonly seen: number | null;
  readonly current: number;
}

/**
 * Keeps a stale save from overwriting what somebody else has done.
 *
 * @throws UserErrors `CONFLICT` at `version`, with who and when
 */
export async function refuseStale(audit: AuditService, { object, seen, current }: Save): Promise<void> {
  if (seen === null || seen === current) return;
  const last = await audit.findLastChange(object);
  const changedBy = last?.actorName ?? "";
  const changedAt = last?.occurredAt.toISOString() ?? "";
  const message = `${changedBy === "" ? "Somebody else" : changedBy} has changed this meanwhile; look at it again before you save.`;
  throw new UserErrors([{ code: "CONFLICT", message, path: ["input", "version"], params: { version: current, changedBy, changedAt } }]);
}
