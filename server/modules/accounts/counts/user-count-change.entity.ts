import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";

/** So many users of one kind came or went. Triggers add these in the transaction that changes the users; a job adds them up. */
@Entity("user_count_changes")
@Index("user_count_changes_facet_idx", ["facet", "value"])
export class UserCountChange {
  @PrimaryGeneratedColumn("identity", {
    type: "bigint",
    generatedIdentity: "ALWAYS",
    primaryKeyConstraintName: "user_count_changes_pkey",
  })
  id!: string;

  @Column({ type: "text", collation: "C" })
  facet!: string;

  @Column({ type: "text", collation: "C" })
  value!: string;

  @Column("bigint")
  change!: string;
}
