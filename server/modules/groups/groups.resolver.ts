import { ArrayMaxSize, MaxLength } from "class-validator";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";

import { isAllowed, RequirePermission, requirePermission } from "../../foundation/graphql-kit/access.js";
import { childPagesOf } from "../../foundation/graphql-kit/child-pages.js";
import { type Connection, toConnection } from "../../foundation/graphql-kit/connection.js";
import { keyOfNodeId } from "../../foundation/graphql-kit/node-id.js";
import type { NodeSource } from "../../foundation/graphql-kit/node-source.js";
import { JumpPageArgs, PageArgs } from "../../foundation/graphql-kit/page.args.js";
import { loaderOf, type RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { toPermissionRecord } from "../permissions/permission-record.js";
import { PermissionConnection, type PermissionType, toPermissionType } from "../permissions/permission.type.js";
import { toGroupRecord } from "./group-record.js";
import { GroupConnection, GroupType, toGroupType } from "./group.type.js";
import { GroupFilter, GroupOrder } from "./groups.inputs.js";
import type { GroupsService } from "./groups.service.js";

@ArgsType()
class GroupsArgs extends JumpPageArgs {
  @Field(() => GroupFilter, { nullable: true, description: "Which groups; all when absent." })
  filter?: GroupFilter | null;

  @Field(() => String, { nullable: true, description: "Words that must all occur in the name, ignoring case." })
  @MaxLength(1000)
  search?: string | null;

  @Field(() => [GroupOrder], { nullable: true, description: "What to sort by; by name when absent." })
  @ArrayMaxSize(10)
  orderBy?: GroupOrder[] | null;
}

@Resolver(() => GroupType)
export class GroupsResolver implements NodeSource {
  readonly nodeType = "Group";

  constructor(private readonly groupsService: GroupsService) {}

  @RequirePermission("auth.view_group")
  @Query(() => GroupConnection, { description: "The groups, page by page." })
  async groups(@Args(() => GroupsArgs) args: GroupsArgs, @Ctx() context: RequestContext): Promise<Connection<GroupType>> {
    if (args.filter?.permissions != null) await requirePermission(context, "auth.view_permission");
    return toConnection(await this.groupsService.list(args, args), (row) => toGroupType(toGroupRecord(row)));
  }

  @RequirePermission("auth.view_group")
  @Query(() => GroupType, { nullable: true, description: "One group; null when there is none with this id." })
  async group(
    @Arg("id", () => ID, { description: "Id of a `Group`." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<GroupType | null> {
    const key = keyOfNodeId("Group", id);
    return key === undefined ? null : this.findNode(key, context);
  }

  @FieldResolver(() => PermissionConnection, {
    nullable: true,
    description: "What the members may do; null unless you hold `auth.view_permission`.",
  })
  async permissions(
    @Root() group: GroupType,
    @Args(() => PageArgs, { validate: false }) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<PermissionType>> {
    await requirePermission(context, "auth.view_permission");
    const permissions = await loaderOf(context, this.permissionsOfGroups).load({ parent: group.key, page });
    return toConnection(permissions, (row) => toPermissionType(toPermissionRecord(row)));
  }

  /** Needs `auth.view_group`. */
  async findNode(key: string, context: RequestContext): Promise<GroupType | null> {
    if (!(await isAllowed(context, "auth.view_group"))) return null;
    const group = await loaderOf(context, this.groupsByKey).load(key);
    return group && toGroupType(group);
  }

  private readonly groupsByKey = async (keys: readonly string[]) => this.groupsService.findMany(keys);
  private readonly permissionsOfGroups = childPagesOf(async (groups, page) => this.groupsService.listPermissions(groups, page));
}
