import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** How often something was done in the current window. */
@Entity("throttle_counters")
@Index("throttle_counters_ends_at_idx", ["endsAt"])
export class ThrottleCounter {
  /** SHA-256 of operation and subject: neither addresses nor names are kept. */
  @PrimaryColumn("bytea", { primaryKeyConstraintName: "throttle_counters_pkey" })
  key!: Buffer;

  @Column("integer")
  count!: number;

  /** When the window is over and counting starts anew. */
  @Column("timestamptz", { name: "ends_at" })
  endsAt!: Date;
}
