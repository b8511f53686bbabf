import { Column, Entity, PrimaryColumn, Unique } from "typeorm";

/** A named set of permissions that users can be put into. */
@Entity("groups")
@Unique("groups_name_unique", ["name"])
export class Group {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "groups_pkey" })
  id!: string;

  @Column({ type: "varchar", length: 150, collation: "C" })
  name!: string;

  /** Grows with every change of the name or the permissions. */
  @Column("integer", { default: 1 })
  version!: number;
}
