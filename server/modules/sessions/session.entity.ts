import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

import { User } from "../accounts/user.entity.js";

/** How a session came about. */
export const logInMethods = ["PASSWORD", "IMPERSONATION"] as const;

/** A value of {@link logInMethods}. */
export type LogInMethod = (typeof logInMethods)[number];

/** A user's log-in on one device, from log-in to its end. */
@Entity("sessions")
@Index("sessions_user_id_idx", ["userId"])
@Index("sessions_expires_at_idx", ["expiresAt"])
@Index("sessions_impersonator_id_idx", ["impersonatorId"], { where: "impersonator_id IS NOT NULL" })
@Index("sessions_impersonator_session_id_idx", ["impersonatorSessionId"], { where: "impersonator_session_id IS NOT NULL" })
@Check("sessions_impersonator_check", "num_nulls(impersonator_id, impersonator_name, impersonator_session_id) IN (0, 3)")
export class Session {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "sessions_pkey" })
  id!: string;

  @Column("uuid", { name: "user_id" })
  userId!: string;

  @ManyToOne(() => User, { onDelete: "CASCADE" })
  @JoinColumn({ name: "user_id", foreignKeyConstraintName: "sessions_user_id_fkey" })
  user?: User;

  /** SHA-256 of the secret that the client holds. */
  @Column("bytea", { name: "secret_digest" })
  secretDigest!: Buffer;

  /** SHA-256 of the password record at log-in: another record, however it came about, ends the session. */
  @Column("bytea", { name: "password_digest" })
  passwordDigest!: Buffer;

  @Column("timestamptz", { name: "created_at", default: () => "now()" })
  createdAt!: Date;

  @Column("timestamptz", { name: "last_seen_at", default: () => "now()" })
  lastSeenAt!: Date;

  /** The absolute end; idleness may end the session before. */
  @Column("timestamptz", { name: "expires_at" })
  expiresAt!: Date;

  /** Whether the cookie outlives the browser. */
  @Column("boolean", { name: "is_remembered" })
  isRemembered!: boolean;

  @Column("inet", { name: "ip_address", nullable: true })
  ipAddress!: string | null;

  @Column("varchar", { name: "user_agent", length: 400, nullable: true })
  userAgent!: string | null;

  @Column("varchar", { name: "device_name", length: 100, nullable: true })
  deviceName!: string | null;

  @Column("varchar", { length: 40 })
  method!: LogInMethod;

  /** Name of the authentication backend that opened it; the session ends when that backend is no longer configured. */
  @Column({ type: "varchar", length: 100, collation: "C" })
  backend!: string;

  /** Key of the superuser who acts as the user; null for a log-in of the user's own. */
  @Column("uuid", { name: "impersonator_id", nullable: true })
  impersonatorId!: string | null;

  /** What the superuser was called when it began. */
  @Column("varchar", { name: "impersonator_name", length: 150, nullable: true })
  impersonatorName!: string | null;

  /** The superuser's own session: when it ends, this one does. */
  @Column("uuid", { name: "impersonator_session_id", nullable: true })
  impersonatorSessionId!: string | null;

  @ManyToOne(() => Session, { onDelete: "CASCADE", onUpdate: "CASCADE" })
  @JoinColumn({ name: "impersonator_session_id", foreignKeyConstraintName: "sessions_impersonator_session_id_fkey" })
  impersonatorSession?: Session | null;

  /** Where the write-ahead log stood after the last change made with it; null without replicas. What lies before it must be seen. */
  @Column("bigint", { name: "write_position", nullable: true })
  writePosition!: string | null;
}
