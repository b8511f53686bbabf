import type { Refusal } from "../../foundation/graphql-kit/request-context.js";
import type { Actor } from "../../foundation/kernel/actor.js";
import type { AuditService } from "./audit.service.js";
import { loggedObjectOf } from "./logged-objects.js";

/** More ids than this are not kept of one attempt. */
const mostIds = 100;

/** Notes what somebody tried and may not do. */
export class RefusalLog {
  constructor(private readonly audit: AuditService) {}

  /** After the refused transaction is over, in one of its own. Strangers are not noted. */
  async note(actor: Actor | null, { operation, codes, ids, source }: Refusal): Promise<void> {
    if (actor === null) return;
    const objects = ids.slice(0, mostIds).flatMap((id) => loggedObjectOf(id) ?? []);
    const [only, ...others] = objects;
    const details = { operation, codes, ...(others.length > 0 && { objects }) };
    await this.audit.record({
      action: "REFUSED",
      outcome: "FAILURE",
      actor,
      ...(only && others.length === 0 && { object: only }),
      source,
      details,
    });
  }
}
