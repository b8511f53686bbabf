import { MaxLength } from "class-validator";
import { Arg, Args, ArgsType, Field, Query, Resolver } from "type-graphql";

import { isAllowed, RequirePermission } from "../../foundation/graphql-kit/access.js";
import { type Connection, toConnection } from "../../foundation/graphql-kit/connection.js";
import type { NodeSource } from "../../foundation/graphql-kit/node-source.js";
import { JumpPageArgs } from "../../foundation/graphql-kit/page.args.js";
import { loaderOf, type RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { toPermissionRecord } from "./permission-record.js";
import { PermissionConnection, PermissionType, toPermissionType } from "./permission.type.js";
import { PermissionFilter } from "./permissions.inputs.js";
import type { PermissionsService } from "./permissions.service.js";

@ArgsType()
class PermissionsArgs extends JumpPageArgs {
  @Field(() => PermissionFilter, { nullable: true, description: "Which permissions; all when absent." })
  filter?: PermissionFilter | null;

  @Field(() => String, { nullable: true, description: "Words that must all occur in app, model, codename or label, ignoring case." })
  @MaxLength(1000)
  search?: string | null;
}

@Resolver(() => PermissionType)
export class PermissionsResolver implements NodeSource {
  readonly nodeType = "Permission";

  constructor(private readonly permissionsService: PermissionsService) {}

  @RequirePermission("auth.view_permission")
  @Query(() => PermissionConnection, { description: "The permissions, page by page, by app, model and codename." })
  async permissions(@Args(() => PermissionsArgs) args: PermissionsArgs): Promise<Connection<PermissionType>> {
    const page = await this.permissionsService.list(args, args);
    return toConnection(page, (row) => toPermissionType(toPermissionRecord(row)));
  }

  @RequirePermission("auth.view_permission")
  @Query(() => PermissionType, { nullable: true, description: "One permission; null when there is none with this name." })
  async permission(
    @Arg("name", () => String, { description: "Name of a permission, as `app_label.codename`: `auth.add_user`." }) name: string,
  ): Promise<PermissionType | null> {
    const permission = await this.permissionsService.findByName(name);
    return permission && toPermissionType(permission);
  }

  /** Needs `auth.view_permission`. */
  async findNode(key: string, context: RequestContext): Promise<PermissionType | null> {
    if (!(await isAllowed(context, "auth.view_permission"))) return null;
    const permission = await loaderOf(context, this.permissionsByKey).load(key);
    return permission && toPermissionType(permission);
  }

  private readonly permissionsByKey = async (keys: readonly string[]) => this.permissionsService.findMany(keys);
}
