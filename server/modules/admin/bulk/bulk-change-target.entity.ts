import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

import { BulkChange } from "./bulk-change.entity.js";

/** A user whom a bulk change is yet to reach, or passed over. Whom it has reached is in the log. */
@Entity("bulk_change_targets")
export class BulkChangeTarget {
  @PrimaryColumn("uuid", { name: "change_id", primaryKeyConstraintName: "bulk_change_targets_pkey" })
  changeId!: string;

  /** From 1, without gaps. */
  @PrimaryColumn("integer", { primaryKeyConstraintName: "bulk_change_targets_pkey" })
  position!: number;

  @ManyToOne(() => BulkChange, { onDelete: "CASCADE" })
  @JoinColumn({ name: "change_id", foreignKeyConstraintName: "bulk_change_targets_change_id_fkey" })
  change?: BulkChange;

  @Column("uuid", { name: "user_id" })
  userId!: string;

  /** Kept of those who were passed over; null when they were gone. */
  @Column("varchar", { length: 200, nullable: true })
  username!: string | null;

  /** Why the user was passed over, a code of user errors; null for whoever is yet to come. */
  @Column("varchar", { name: "skip_code", length: 40, nullable: true })
  skipCode!: string | null;
}
