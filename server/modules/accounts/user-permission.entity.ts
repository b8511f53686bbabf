import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

import { Permission } from "../permissions/permission.entity.js";
import { User } from "./user.entity.js";

/** A permission that a user holds directly, not through a group. */
@Entity("user_permissions")
@Index("user_permissions_permission_id_idx", ["permissionId"])
export class UserPermission {
  @PrimaryColumn("uuid", { name: "user_id", primaryKeyConstraintName: "user_permissions_pkey" })
  userId!: string;

  @PrimaryColumn("uuid", { name: "permission_id", primaryKeyConstraintName: "user_permissions_pkey" })
  permissionId!: string;

  @ManyToOne(() => User, { onDelete: "CASCADE" })
  @JoinColumn({ name: "user_id", foreignKeyConstraintName: "user_permissions_user_id_fkey" })
  user?: User;

  @ManyToOne(() => Permission, { onDelete: "CASCADE" })
  @JoinColumn({ name: "permission_id", foreignKeyConstraintName: "user_permissions_permission_id_fkey" })
  permission?: Permission;
}
