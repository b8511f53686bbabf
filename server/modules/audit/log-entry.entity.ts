import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * Something that was done or tried. Holds ids and text and no foreign key, so that it outlives whatever it speaks of. The
 * database refuses to change or remove a row. A column that is added later must be nullable: what is sealed already has none.
 */
@Entity("log_entries")
@Index("log_entries_occurred_at_idx", ["occurredAt", "id"])
@Index("log_entries_object_idx", ["objectId", "occurredAt", "id"])
@Index("log_entries_actor_id_idx", ["actorId", "occurredAt", "id"])
@Index("log_entries_impersonator_id_idx", ["impersonatorId", "occurredAt", "id"], { where: "impersonator_id IS NOT NULL" })
// Trigrams of object and actor name, for searching; TypeORM cannot describe such an index.
@Index("log_entries_names_idx", { synchronize: false })
export class LogEntry {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "log_entries_pkey" })
  id!: string;

  @Column("timestamptz", { name: "occurred_at", default: () => "clock_timestamp()" })
  occurredAt!: Date;

  @Column("varchar", { length: 40 })
  action!: string;

  @Column("varchar", { length: 10 })
  outcome!: string;

  @Column("uuid", { name: "actor_id", nullable: true })
  actorId!: string | null;

  @Column("varchar", { name: "actor_name", length: 200, nullable: true })
  actorName!: string | null;

  /** Who really did it, when a superuser acted as the actor. */
  @Column("uuid", { name: "impersonator_id", nullable: true })
  impersonatorId!: string | null;

  @Column("varchar", { name: "impersonator_name", length: 200, nullable: true })
  impersonatorName!: string | null;

  /** Model of what it was done to, such as `auth.user`. */
  @Column("varchar", { name: "object_type", length: 100, nullable: true })
  objectType!: string | null;

  @Column("varchar", { name: "object_id", length: 100, nullable: true })
  objectId!: string | null;

  @Column("varchar", { name: "object_name", length: 200, nullable: true })
  objectName!: string | null;

  @Column("inet", { name: "ip_address", nullable: true })
  ipAddress!: string | null;

  @Column("varchar", { name: "user_agent", length: 400, nullable: true })
  userAgent!: string | null;

  @Column("varchar", { name: "request_id", length: 100 })
  requestId!: string;

  /** Further facts, such as the names of changed fields. Never a secret. */
  @Column("jsonb", { default: {} })
  details!: Readonly<Record<string, unknown>>;
}
