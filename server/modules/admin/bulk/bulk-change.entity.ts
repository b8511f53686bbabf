import { Column, Entity, Index, PrimaryColumn } from "typeorm";

import type { RequestSource } from "../../../foundation/kernel/request-source.js";

/** A change of more users than one transaction takes. Names its actor without a foreign key, so that it outlives the account. */
@Entity("bulk_changes")
@Index("bulk_changes_created_at_idx", ["createdAt", "id"])
export class BulkChange {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "bulk_changes_pkey" })
  id!: string;

  /** A key of `bulkKinds`. */
  @Column("varchar", { length: 40 })
  kind!: string;

  /** Which group, which permissions. */
  @Column("jsonb")
  parameters!: Readonly<Record<string, unknown>>;

  @Column("uuid", { name: "actor_id" })
  actorId!: string;

  @Column("varchar", { name: "actor_name", length: 200 })
  actorName!: string;

  /** The request that ordered it, for the log. */
  @Column("jsonb")
  source!: RequestSource;

  @Column("varchar", { length: 20, default: "QUEUED" })
  state!: string;

  @Column("integer", { default: 0 })
  total!: number;

  @Column("integer", { default: 0 })
  done!: number;

  /** With `done`, the position of the last target that was dealt with. */
  @Column("integer", { default: 0 })
  skipped!: number;

  @Column("timestamptz", { name: "created_at", default: () => "now()" })
  createdAt!: Date;

  @Column("timestamptz", { name: "started_at", nullable: true })
  startedAt!: Date | null;

  /** When it was done, cancelled or given up. */
  @Column("timestamptz", { name: "finished_at", nullable: true })
  finishedAt!: Date | null;

  /** Why it was given up, for people. */
  @Column("varchar", { length: 400, nullable: true })
  failure!: string | null;
}
