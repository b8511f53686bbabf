import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

import { Group } from "../groups/group.entity.js";
import { User } from "./user.entity.js";

/** A user's membership in a group. */
@Entity("user_groups")
@Index("user_groups_group_id_idx", ["groupId", "userId"])
export class UserGroup {
  @PrimaryColumn("uuid", { name: "user_id", primaryKeyConstraintName: "user_groups_pkey" })
  userId!: string;

  @PrimaryColumn("uuid", { name: "group_id", primaryKeyConstraintName: "user_groups_pkey" })
  groupId!: string;

  @ManyToOne(() => User, { onDelete: "CASCADE" })
  @JoinColumn({ name: "user_id", foreignKeyConstraintName: "user_groups_user_id_fkey" })
  user?: User;

  @ManyToOne(() => Group, { onDelete: "CASCADE" })
  @JoinColumn({ name: "group_id", foreignKeyConstraintName: "user_groups_group_id_fkey" })
  group?: Group;
}
