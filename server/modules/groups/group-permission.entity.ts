import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

import { Permission } from "../permissions/permission.entity.js";
import { Group } from "./group.entity.js";

/** A permission that the members of a group hold. */
@Entity("group_permissions")
@Index("group_permissions_permission_id_idx", ["permissionId"])
export class GroupPermission {
  @PrimaryColumn("uuid", { name: "group_id", primaryKeyConstraintName: "group_permissions_pkey" })
  groupId!: string;

  @PrimaryColumn("uuid", { name: "permission_id", primaryKeyConstraintName: "group_permissions_pkey" })
  permissionId!: string;

  @ManyToOne(() => Group, { onDelete: "CASCADE" })
  @JoinColumn({ name: "group_id", foreignKeyConstraintName: "group_permissions_group_id_fkey" })
  group?: Group;

  @ManyToOne(() => Permission, { onDelete: "CASCADE" })
  @JoinColumn({ name: "permission_id", foreignKeyConstraintName: "group_permissions_permission_id_fkey" })
  permission?: Permission;
}
