import { toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { RequestError } from "../../../foundation/kernel/request-error.js";
import { UserErrors } from "../../../foundation/kernel/user-error.js";
import { isOver, positionOf } from "./bulk-change-record.js";
import type { BulkProgress } from "./bulk-progress.js";
import { bulkKinds } from "./bulk-kinds.js";
import type { BulkTargets } from "./bulk-targets.js";
import type { StaffActor } from "../staff/delegation.js";
import type { StaffTransactions } from "../staff/staff-transactions.js";
import type { TargetUsers } from "../staff/target-users.js";
import type { UserWorks } from "../many-users/user-works.js";

/** So many users are changed in one transaction: others of the staff wait no longer than some tenths of a second. */
const batchSize = 500;

/** What working on batches needs. */
export interface BulkBatchesParts {
  readonly staff: StaffTransactions;
  readonly targets: TargetUsers;
  readonly works: UserWorks;
  readonly bulkProgress: BulkProgress;
  readonly bulkTargets: BulkTargets;
}

/** Does bulk changes batch by batch, each a transaction that leaves nothing half done and orders the next one. */
export class BulkBatches {
  constructor(private readonly parts: BulkBatchesParts) {}

  /**
   * Does the batch that begins behind `from` targets, if it is still to be done. Gives the bulk change up when its actor may not do
   * it any more, or what it needs is gone.
   */
  async run({ changeId, from }: { changeId: string; from: number }): Promise<void> {
    const { staff, bulkProgress } = this.parts;
    const change = await bulkProgress.read(changeId);
    if (!change || isOver(change)) return;
    const { permission } = bulkKinds[change.order.kind];
    try {
      await staff.run({ actorId: change.actor.id, permission }, async (actor) => this.work(actor, changeId, from));
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null) throw error;
      await bulkProgress.fail(changeId, failure);
    }
  }

  private async work(actor: StaffActor, changeId: string, from: number): Promise<void> {
    const { targets, works, bulkProgress, bulkTargets } = this.parts;
    const change = await bulkProgress.lock(changeId);
    // Another worker was faster, or somebody has cancelled.
    if (!change || isOver(change) || positionOf(change) !== from) return;
    const ids = await bulkTargets.next(change, batchSize);
    const work = await works.find(change.order);
    const { users, skipped } = await targets.lockAllowed(actor, ids, work.wanted);
    await work.apply({ actor, source: change.source, details: { bulkChange: toNodeId("BulkChange", changeId) } }, users);
    await bulkProgress.advance(change, ids.length, skipped);
  }
}

/** Why a bulk change cannot go on, for people; null for failures that may pass. */
function failureOf(error: unknown): string | null {
  if (error instanceof UserErrors) return error.errors[0]?.message ?? "";
  if (!(error instanceof RequestError)) return null;
  if (error.code === "UNAUTHENTICATED") return "Whoever ordered this may not log in any more.";
  if (error.code !== "FORBIDDEN") return null;
  return `Whoever ordered this lacks the permission ${error.details.requiredPermissions?.join(", ") ?? ""}.`;
}
