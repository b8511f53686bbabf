import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * A secret that was mailed and is good once. Refers to its holder by id only: this module lies below accounts, and the sweep
 * removes what is left over.
 */
@Entity("one_time_tokens")
@Index("one_time_tokens_expires_at_idx", ["expiresAt"])
@Index("one_time_tokens_holder_id_idx", ["holderId"])
export class OneTimeToken {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "one_time_tokens_pkey" })
  id!: string;

  /** What the token allows, such as `password-reset`; a token of one purpose is void for every other. */
  @Column("varchar", { length: 40 })
  purpose!: string;

  @Column("uuid", { name: "holder_id" })
  holderId!: string;

  /** SHA-256 of the secret. */
  @Column("bytea", { name: "secret_digest" })
  secretDigest!: Buffer;

  /** SHA-256 of what must stay as it was for the token to stay good. */
  @Column("bytea", { name: "binding_digest" })
  bindingDigest!: Buffer;

  @Column("timestamptz", { name: "created_at", default: () => "now()" })
  createdAt!: Date;

  @Column("timestamptz", { name: "expires_at" })
  expiresAt!: Date;

  @Column("timestamptz", { name: "used_at", nullable: true })
  usedAt!: Date | null;
}
