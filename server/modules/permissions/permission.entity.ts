import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";

import { ResourceType } from "./resource-type.entity.js";

/** A thing that may be allowed: an action on a model of an app, as in Django. */
@Entity("permissions")
@Unique("permissions_name_unique", ["appLabel", "codename"])
@Index("permissions_resource_type_idx", ["appLabel", "model"])
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

  @ManyToOne(() => ResourceType, { onDelete: "CASCADE" })
  @JoinColumn([
    { name: "app_label", referencedColumnName: "appLabel", foreignKeyConstraintName: "permissions_resource_type_fkey" },
    { name: "model", referencedColumnName: "model", foreignKeyConstraintName: "permissions_resource_type_fkey" },
  ])
  resourceType?: ResourceType;
}
