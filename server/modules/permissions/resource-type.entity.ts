import { Column, Entity, PrimaryColumn, Unique } from "typeorm";

/** A kind of object that permissions speak of, as Django's content type: a model of ours, or of an integrator's own system. */
@Entity("resource_types")
@Unique("resource_types_name_unique", ["appLabel", "model"])
export class ResourceType {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "resource_types_pkey" })
  id!: string;

  @Column({ type: "varchar", name: "app_label", length: 100, collation: "C" })
  appLabel!: string;

  @Column({ type: "varchar", length: 100, collation: "C" })
  model!: string;

  /** What people call one such object: "order". */
  @Column("varchar", { length: 100 })
  label!: string;
}
