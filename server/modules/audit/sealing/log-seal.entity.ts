import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * The number of a log entry, without gaps from 1, and a digest over the entry and the seal before it. The database refuses to change
 * or remove a row.
 */
@Entity("log_seals")
@Index("log_seals_entry_id_key", ["entryId"], { unique: true })
export class LogSeal {
  /** The driver gives bigint as text, so that no digit is lost. */
  @PrimaryColumn("bigint", { primaryKeyConstraintName: "log_seals_pkey" })
  number!: string;

  @Column("uuid", { name: "entry_id" })
  entryId!: string;

  @Column("bytea")
  digest!: Buffer;

  @Column("timestamptz", { name: "sealed_at" })
  sealedAt!: Date;
}
