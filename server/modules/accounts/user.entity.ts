import { Column, Entity, Index, PrimaryColumn, Unique } from "typeorm";

/** A person who can log in, with the fields of Django's user. */
@Entity("users")
@Unique("users_username_key_unique", ["usernameKey"])
@Index("users_email_key_unique", ["emailKey"], { unique: true, where: "((email_key)::text <> ''::text) AND (NOT email_is_shared)" })
@Index("users_email_key_idx", ["emailKey", "id"])
@Index("users_first_name_idx", ["firstName", "id"])
@Index("users_last_name_idx", ["lastName", "id"])
@Index("users_is_staff_idx", ["isStaff", "id"])
@Index("users_is_active_idx", ["isActive", "id"])
@Index("users_joined_at_idx", ["joinedAt", "id"])
// Of expressions, which only the migration can say: the order of log-ins, the searched text, the domain of the address.
@Index("users_last_login_at_idx", { synchronize: false })
@Index("users_search_idx", { synchronize: false })
@Index("users_email_domain_idx", { synchronize: false })
@Index("users_superuser_idx", ["id"], { where: "is_superuser" })
@Index("users_external_id_unique", ["externalId"], { unique: true, where: "(external_id IS NOT NULL)" })
export class User {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "users_pkey" })
  id!: string;

  /** As the person wrote it, in Unicode's NFKC form. */
  @Column("varchar", { length: 150 })
  username!: string;

  /** The username folded, by which it is unique and looked up. The collation keeps the index independent of the system's locale. */
  @Column({ type: "text", name: "username_key", collation: "C" })
  usernameKey!: string;

  @Column("varchar", { name: "first_name", length: 150, default: "" })
  firstName!: string;

  @Column("varchar", { name: "last_name", length: 150, default: "" })
  lastName!: string;

  /** As the person wrote it, the domain in lower case; empty when there is none. Mail goes to this text and to no other. */
  @Column("varchar", { length: 254, default: "" })
  email!: string;

  @Column({ type: "text", name: "email_key", collation: "C", default: "" })
  emailKey!: string;

  /** Written while the setting allows shared addresses; exempts the row from uniqueness. */
  @Column("boolean", { name: "email_is_shared", default: false })
  emailIsShared!: boolean;

  /** The encoded password record, in Django's form. Never leaves the server. */
  @Column("text")
  password!: string;

  @Column("boolean", { name: "is_active", default: true })
  isActive!: boolean;

  @Column("boolean", { name: "is_staff", default: false })
  isStaff!: boolean;

  @Column("boolean", { name: "is_superuser", default: false })
  isSuperuser!: boolean;

  @Column("timestamptz", { name: "joined_at", default: () => "now()" })
  joinedAt!: Date;

  @Column("timestamptz", { name: "last_login_at", nullable: true })
  lastLoginAt!: Date | null;

  /** Grows with every change that somebody else might overwrite unseen. Logging in is none. */
  @Column("integer", { default: 1 })
  version!: number;
  /** What the system that the user was imported from calls the user. */
  @Column({ type: "varchar", name: "external_id", length: 255, collation: "C", nullable: true })
  externalId!: string | null;
}
