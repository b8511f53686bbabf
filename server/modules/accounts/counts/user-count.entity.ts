import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** How many users there are of one kind; the rows of `UserCountChange` come on top. */
@Entity("user_counts")
// The largest first: decorators do not know directions.
@Index("user_counts_largest_idx", ["facet", "count", "value"])
export class UserCount {
  /** What is counted by, such as `email_domain`. */
  @PrimaryColumn("text", { collation: "C", primaryKeyConstraintName: "user_counts_pkey" })
  facet!: string;

  /** Which of the kinds; empty where there is only one. */
  @PrimaryColumn("text", { collation: "C", primaryKeyConstraintName: "user_counts_pkey" })
  value!: string;

  @Column("bigint")
  count!: string;
}
