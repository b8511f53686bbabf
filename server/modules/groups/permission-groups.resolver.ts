import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { requirePermission } from "../../foundation/graphql-kit/access.js";
import { childPagesOf } from "../../foundation/graphql-kit/child-pages.js";
import { type Connection, toConnection } from "../../foundation/graphql-kit/connection.js";
import { PageArgs } from "../../foundation/graphql-kit/page.args.js";
import { loaderOf, type RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { PermissionType } from "../permissions/permission.type.js";
import { toGroupRecord } from "./group-record.js";
import { GroupConnection, type GroupType, toGroupType } from "./group.type.js";
import type { GroupsService } from "./groups.service.js";

/** Adds `Permission.groups`: permissions themselves know nothing of groups. */
@Resolver(() => PermissionType)
export class PermissionGroupsResolver {
  constructor(private readonly groupsService: GroupsService) {}

  @FieldResolver(() => GroupConnection, {
    nullable: true,
    description: "The groups whose members hold it, by name; null unless you hold `auth.view_group`.",
  })
  async groups(
    @Root() permission: PermissionType,
    @Args(() => PageArgs, { validate: false }) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<GroupType>> {
    await requirePermission(context, "auth.view_group");
    const groups = await loaderOf(context, this.groupsOfPermissions).load({ parent: permission.key, page });
    return toConnection(groups, (row) => toGroupType(toGroupRecord(row)));
  }

  private readonly groupsOfPermissions = childPagesOf(async (permissions, page) => this.groupsService.listByPermissions(permissions, page));
}
