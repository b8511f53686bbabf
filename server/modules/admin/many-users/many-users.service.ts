import type { RequestSource } from "../../../foundation/kernel/request-source.js";
import { UserErrors } from "../../../foundation/kernel/user-error.js";
import type { UserChangesService } from "../../accounts/user-changes.service.js";
import type { UserRecord } from "../../accounts/user-record.js";
import type { BulkChangeRecord } from "../bulk/bulk-change-record.js";
import type { BulkProgress } from "../bulk/bulk-progress.js";
import { bulkKinds, type BulkOrder } from "../bulk/bulk-kinds.js";
import type { BulkTargets } from "../bulk/bulk-targets.js";
import type { StaffActor } from "../staff/delegation.js";
import { Refusals } from "../staff/refusals.js";
import type { StaffTransactions } from "../staff/staff-transactions.js";
import type { TargetUsers } from "../staff/target-users.js";
import type { StaffSelection, UserSelections } from "./user-selections.js";
import { keysOf, type UserWork } from "./user-work.js";
import type { UserWorks } from "./user-works.js";

/** Most users that are changed in the transaction of the request. */
export const mostAtOnce = 1000;

/** Whom somebody wants to change. */
export type WantedUsers =
  | {
      /** Keys, at most {@link mostAtOnce}; a text that is none finds nobody. */
      readonly ids: readonly string[];
    }
  | { readonly matching: StaffSelection };

/** What somebody wants done, and to whom. */
export interface ManyUsersRequest {
  readonly actorId: string;
  readonly order: BulkOrder;
  readonly wanted: WantedUsers;
  /** How many users somebody was shown; null when they do not mind. */
  readonly expectedCount: number | null;
  readonly source: RequestSource;
}

/** What was done at once; nothing yet when there is a bulk change. */
export interface ManyUsersResult {
  readonly ids: readonly string[];
  /** Those who are still there, as they are now. */
  readonly users: readonly UserRecord[];
  /** How many were changed, or how many sessions ended. */
  readonly count: number;
  readonly bulkChange: BulkChangeRecord | null;
}

/** What changing users needs. */
export interface ManyUsersParts {
  readonly staff: StaffTransactions;
  readonly targets: TargetUsers;
  readonly selections: UserSelections;
  readonly works: UserWorks;
  readonly userChanges: UserChangesService;
  readonly bulkProgress: BulkProgress;
  readonly bulkTargets: BulkTargets;
}

/**
 * Does to many users what staff does to one. Every one is checked before any is changed; when one is refused, nothing happens. Up to
 * {@link mostAtOnce} are changed in one transaction. More are only checked in it, and changed batch by batch after it.
 */
export class ManyUsersService {
  constructor(private readonly parts: ManyUsersParts) {}

  /**
   * Carries an order out, or begins to. Needs the permission of its kind.
   *
   * @throws UserErrors at places of `input.ids`, or at `input.matching` naming those who are refused; `CONFLICT` at
   *   `input.expectedCount`; what the order says wrongly
   * @throws RequestError `FORBIDDEN`, also when the actor may not see what the selection asks about
   */
  async change(request: ManyUsersRequest): Promise<ManyUsersResult> {
    const { staff, selections, works } = this.parts;
    const { actorId, order, wanted } = request;
    return staff.run({ actorId, permission: bulkKinds[order.kind].permission }, async (actor) => {
      const work = await works.find(order);
      if ("ids" in wanted) return this.changeAtOnce(actor, request, { work, ids: wanted.ids });
      const ids = await selections.find(actor, wanted.matching, mostAtOnce + 1);
      if (ids.length <= mostAtOnce) return this.changeAtOnce(actor, request, { work, ids });
      return this.begin(actor, request, { work, selection: wanted.matching });
    });
  }

  private async changeAtOnce(
    actor: StaffActor,
    { wanted, expectedCount, source }: ManyUsersRequest,
    { work, ids }: { work: UserWork; ids: readonly string[] },
  ): Promise<ManyUsersResult> {
    const { targets, userChanges } = this.parts;
    const lock = "ids" in wanted ? targets.lockMany.bind(targets) : targets.lockSelected.bind(targets);
    const users = await lock(actor, ids, work.wanted);
    refuseOtherCount(expectedCount, users.length);
    const count = await work.apply({ actor, source }, users);
    const after = await userChanges.lock(keysOf(users));
    return { ids: keysOf(users), users: [...after.values()], count, bulkChange: null };
  }

  private async begin(
    actor: StaffActor,
    { order, expectedCount, source }: ManyUsersRequest,
    { work, selection }: { work: UserWork; selection: StaffSelection },
  ): Promise<ManyUsersResult> {
    const { selections, bulkProgress } = this.parts;
    const change = await bulkProgress.create({ actor, source }, order);
    const total = await selections.writeTargets(change.id, selection);
    refuseOtherCount(expectedCount, total);
    await this.checkAll(actor, work, { changeId: change.id, total });
    return { ids: [], users: [], count: 0, bulkChange: await bulkProgress.begin(change, total) };
  }

  private async checkAll(actor: StaffActor, { wanted }: UserWork, { changeId, total }: { changeId: string; total: number }): Promise<void> {
    const { targets, bulkTargets } = this.parts;
    const losing = await bulkTargets.listSuperusers(changeId);
    const refusals = new Refusals();
    for await (const users of bulkTargets.chunksOf(changeId, total)) {
      refusals.add(await targets.refusedOf(actor, { users, wanted, losing }));
    }
    refusals.throwIfAny();
  }
}

function refuseOtherCount(expected: number | null, count: number): void {
  if (expected === null || expected === count) return;
  const message = `These are ${count} users now, and not ${expected}; look at the list again.`;
  throw new UserErrors([{ code: "CONFLICT", message, path: ["input", "expectedCount"], params: { count } }]);
}
