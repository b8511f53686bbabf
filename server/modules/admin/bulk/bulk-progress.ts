import type { Actor } from "../../../foundation/kernel/actor.js";
import { newId } from "../../../foundation/kernel/ids.js";
import type { RequestSource } from "../../../foundation/kernel/request-source.js";
import type { Database } from "../../../foundation/platform/database/database.js";
import type { Jobs } from "../../../foundation/platform/jobs/jobs.js";
import { actorOf } from "../../accounts/user-record.js";
import type { AuditService } from "../../audit/audit.service.js";
import { bulkBatch } from "./bulk-batch.job.js";
import {
  bulkChangeColumns,
  type BulkChangeRecord,
  type BulkChangeRow,
  isOver,
  positionOf,
  toBulkChangeRecord,
} from "./bulk-change-record.js";
import type { BulkOrder } from "./bulk-kinds.js";
import type { BulkTargets } from "./bulk-targets.js";
import type { StaffAct } from "../staff/staff-history.js";
import type { SkippedUser } from "../staff/target-users.js";

/** What keeping the books of bulk changes needs. */
export interface BulkProgressParts {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly audit: AuditService;
  readonly bulkTargets: BulkTargets;
}

/** How a bulk change ends. */
export interface BulkEnd {
  readonly state: "DONE" | "CANCELLED" | "FAILED";
  readonly failure?: string;
  /** Who ended it, if not whoever ordered it. */
  readonly by?: { readonly actor: Actor; readonly source: RequestSource };
}

/** Keeps the books of bulk changes: what was ordered, how far it is, how it ended. Beginning and end are noted in the log. */
export class BulkProgress {
  constructor(private readonly parts: BulkProgressParts) {}

  /** Notes an order, in the transaction that checks it. Nothing happens before {@link begin}. */
  async create({ actor, source }: StaffAct, order: BulkOrder): Promise<BulkChangeRecord> {
    const { kind, ...parameters } = order;
    const { id, name } = actorOf(actor.user);
    const [row] = await this.parts.database.query<BulkChangeRow>(
      `INSERT INTO bulk_changes (id, kind, parameters, actor_id, actor_name, source) VALUES ($1, $2, $3, $4, $5, $6)
       RETURNING ${bulkChangeColumns}`,
      [newId(), kind, parameters, id, name, source],
    );
    if (!row) throw new Error("the database returned no bulk change");
    return toBulkChangeRecord(row);
  }

  /** Has the work begin once the transaction is committed. */
  async begin(change: BulkChangeRecord, total: number): Promise<BulkChangeRecord> {
    await this.parts.database.execute("UPDATE bulk_changes SET total = $2 WHERE id = $1", [change.id, total]);
    const begun = { ...change, total };
    await this.log(begun, change);
    await this.orderBatch(begun);
    return begun;
  }

  /** One bulk change; null when there is none. */
  async read(id: string): Promise<BulkChangeRecord | null> {
    return this.readRow(`SELECT ${bulkChangeColumns} FROM bulk_changes WHERE id = $1`, id);
  }

  /** As {@link read}; keeps others from working on it until the transaction ends. */
  async lock(id: string): Promise<BulkChangeRecord | null> {
    return this.readRow(`SELECT ${bulkChangeColumns} FROM bulk_changes WHERE id = $1 FOR UPDATE`, id);
  }

  /**
   * Notes what became of the next targets of a locked bulk change, and orders the next batch or ends the change.
   *
   * @param count how many targets that were, with those who were skipped
   */
  async advance(change: BulkChangeRecord, count: number, skipped: readonly SkippedUser[]): Promise<void> {
    const { database, bulkTargets } = this.parts;
    await bulkTargets.settle(change, count, skipped);
    const after = { ...change, done: change.done + count - skipped.length, skipped: change.skipped + skipped.length };
    await database.execute(
      "UPDATE bulk_changes SET state = 'RUNNING', started_at = coalesce(started_at, now()), done = $2, skipped = $3 WHERE id = $1",
      [change.id, after.done, after.skipped],
    );
    if (positionOf(after) < after.total) await this.orderBatch(after);
    else await this.end(after, { state: "DONE" });
  }

  /** Gives up a bulk change that cannot go on. */
  async fail(id: string, failure: string): Promise<void> {
    await this.parts.database.atomic(async () => {
      const change = await this.lock(id);
      if (change && !isOver(change)) await this.end(change, { state: "FAILED", failure });
    });
  }

  /** Ends a locked bulk change; what was done stays done, the rest does not happen. */
  async end(change: BulkChangeRecord, { state, failure, by = change }: BulkEnd): Promise<BulkChangeRecord> {
    const { database, bulkTargets } = this.parts;
    const [row] = await database.query<BulkChangeRow>(
      `UPDATE bulk_changes SET state = $2, failure = $3, finished_at = now() WHERE id = $1 RETURNING ${bulkChangeColumns}`,
      [change.id, state, failure ?? null],
    );
    if (!row) throw new Error("the database lost a locked bulk change");
    await bulkTargets.removeRest(change.id);
    const ended = toBulkChangeRecord(row);
    await this.log(ended, by);
    return ended;
  }

  /** Has the next batch done; ordered twice, it is done once. */
  async orderBatch(change: BulkChangeRecord): Promise<void> {
    await this.parts.jobs.enqueue(bulkBatch, { changeId: change.id, from: positionOf(change) });
  }

  private async log(change: BulkChangeRecord, { actor, source }: { actor: Actor; source: RequestSource }): Promise<void> {
    const { id, order, state, total, done, skipped, failure } = change;
    const details = { ...order, state, total, done, skipped, ...(failure !== null && { failure }) };
    const outcome = state === "FAILED" ? "FAILURE" : "SUCCESS";
    const object = { type: "admin.bulkchange", id, name: order.kind };
    await this.parts.audit.record({ action: "BULK_CHANGE", outcome, actor, object, source, details });
  }

  private async readRow(sql: string, id: string): Promise<BulkChangeRecord | null> {
    const [row] = await this.parts.database.query<BulkChangeRow>(sql, [id]);
    return row ? toBulkChangeRecord(row) : null;
  }
}
