import { Column, Entity, PrimaryColumn } from "typeorm";

/** A log entry that waits for its seal. A trigger puts it here, in the transaction that writes the entry. */
@Entity("log_entries_to_seal")
export class LogEntryToSeal {
  @PrimaryColumn("timestamptz", { name: "occurred_at", primaryKeyConstraintName: "log_entries_to_seal_pkey" })
  occurredAt!: Date;

  @PrimaryColumn("uuid", { name: "entry_id", primaryKeyConstraintName: "log_entries_to_seal_pkey" })
  entryId!: string;

  /** Other than the time of the entry, which is long ago for one of another system. */
  @Column("timestamptz", { name: "queued_at", default: () => "clock_timestamp()" })
  queuedAt!: Date;
}
