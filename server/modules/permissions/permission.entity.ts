import { Column, Entity, PrimaryColumn, Unique } from "typeorm";

/** A thing that may be allowed: an action on a model of an app, as in Django. */
@Entity("permissions")
@Unique("permissions_name_unique", ["appLabel", "codename"])
export class Permission {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "permissions_pkey" })
  id!: string;

  @Column({ type: "varchar", name: "app_label", length: 100, collation: "C" })
  appLabel!: string;

  @Column({ type: "varchar", length: 100, collation: "C" })
  model!: string;

  @Column({ type: "varchar", length: 100, collation: "C" })
  codename!: string;

  /** For people: "Can add user". */
  @Column("varchar", { length: 255 })
  name!: string;
}
