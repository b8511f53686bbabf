import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** How often credentials of an account were wrong in a row. */
@Entity("lockouts")
@Index("lockouts_account_id_idx", ["accountId"])
@Index("lockouts_last_failed_at_idx", ["lastFailedAt"])
export class Lockout {
  /** SHA-256 of the account (or of an identifier that nobody has) and of the known device, if it is one. */
  @PrimaryColumn("bytea", { primaryKeyConstraintName: "lockouts_pkey" })
  key!: Buffer;

  /** Key of the user; null for identifiers that nobody has, which are counted all the same. */
  @Column("uuid", { name: "account_id", nullable: true })
  accountId!: string | null;

  @Column("integer")
  failures!: number;

  @Column("timestamptz", { name: "last_failed_at" })
  lastFailedAt!: Date;

  @Column("timestamptz", { name: "locked_until" })
  lockedUntil!: Date;
}
