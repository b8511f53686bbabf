import type { Actor } from "../../../foundation/kernel/actor.js";
import type { RequestSource } from "../../../foundation/kernel/request-source.js";
import type { BulkKind, BulkOrder } from "./bulk-kinds.js";

/** How far a bulk change is. */
export const bulkStates = {
  QUEUED: "Everybody is checked; nothing has happened yet.",
  RUNNING: "Some users are changed, others not yet.",
  DONE: "Every user is changed or skipped.",
  CANCELLED: "Somebody stopped it. What was done stays done.",
  FAILED: "It could not go on; `failure` says why. What was done stays done.",
} as const;

/** A key of {@link bulkStates}. */
export type BulkState = keyof typeof bulkStates;

/** A change of more users than one transaction takes. */
export interface BulkChangeRecord {
  readonly id: string;
  readonly order: BulkOrder;
  readonly actor: Actor;
  /** The request that ordered it. */
  readonly source: RequestSource;
  readonly state: BulkState;
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly failure: string | null;
}

/** Whether nothing more will happen. */
export function isOver({ finishedAt }: BulkChangeRecord): boolean {
  return finishedAt !== null;
}

/** How many targets have been dealt with, which are the first ones. */
export function positionOf({ done, skipped }: BulkChangeRecord): number {
  return done + skipped;
}

/** The columns of a {@link BulkChangeRecord}. */
export const bulkChangeColumns =
  "id, kind, parameters, actor_id, actor_name, source, state, total, done, skipped, created_at, started_at, finished_at, failure";

/** A row of {@link bulkChangeColumns}. */
export interface BulkChangeRow {
  readonly id: string;
  readonly kind: BulkKind;
  readonly parameters: Omit<BulkOrder, "kind">;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly source: RequestSource;
  readonly state: BulkState;
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly failure: string | null;
}

/** Reads a row of {@link bulkChangeColumns}. */
export function toBulkChangeRecord(row: BulkChangeRow): BulkChangeRecord {
  return {
    id: row.id,
    order: { kind: row.kind, ...row.parameters },
    actor: { id: row.actor_id, name: row.actor_name },
    source: row.source,
    state: row.state,
    total: row.total,
    done: row.done,
    skipped: row.skipped,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    failure: row.failure,
  };
}
