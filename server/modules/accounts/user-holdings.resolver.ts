import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from "type-graphql";

import { isKnownToBeAllowed, requirePermission } from "../../foundation/graphql-kit/access.js";
import { AtHand } from "../../foundation/graphql-kit/at-hand.js";
import { childPagesOf } from "../../foundation/graphql-kit/child-pages.js";
import { type Connection, toConnection } from "../../foundation/graphql-kit/connection.js";
import { PageArgs } from "../../foundation/graphql-kit/page.args.js";
import { pageSizes } from "../../foundation/kernel/page.js";
import { pageOfFirstRows } from "../../foundation/platform/database/keyset-page.js";
import { loaderOf, type RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { cursorOfGroup } from "../groups/groups.queries.js";
import { toGroupRecord } from "../groups/group-record.js";
import { GroupConnection, type GroupType, toGroupType } from "../groups/group.type.js";
import { toPermissionRecord } from "../permissions/permission-record.js";
import { PermissionConnection, type PermissionType, toPermissionType } from "../permissions/permission.type.js";
import type { UserListsService } from "./user-lists.service.js";
import { UserType } from "./user.type.js";

/** The groups that were read along with their user, if they are all that a page needs and the caller may surely see them. */
function groupsAtHand(user: UserType, page: PageArgs, context: RequestContext): Connection<GroupType> | undefined {
  if (!user.firstGroups) return undefined;
  if (user.key !== context.userId && !isKnownToBeAllowed(context, "auth.view_group")) return undefined;
  const { firstGroups: rows } = user;
  const groups = pageOfFirstRows({ rows, isWhole: rows.length <= pageSizes.default, cursorOf: cursorOfGroupType }, page);
  return groups ? toConnection(groups, (group) => group) : undefined;
}

function cursorOfGroupType({ key, name }: GroupType): string {
  return cursorOfGroup({ id: key, name });
}

/** What a user is given: groups and direct permissions. */
@Resolver(() => UserType)
export class UserHoldingsResolver {
  constructor(private readonly userLists: UserListsService) {}

  @AtHand(groupsAtHand)
  @Extensions({ asksForRights: true })
  @FieldResolver(() => GroupConnection, {
    nullable: true,
    description: "The groups the user is in, by name; null unless it is you, or you hold `auth.view_group`.",
  })
  async groups(
    @Root() user: UserType,
    @Args(() => PageArgs, { validate: false }) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<GroupType>> {
    if (user.key !== context.userId) await requirePermission(context, "auth.view_group");
    const groups = await loaderOf(context, this.groupsOfUsers).load({ parent: user.key, page });
    return toConnection(groups, (row) => toGroupType(toGroupRecord(row)));
  }

  @FieldResolver(() => PermissionConnection, {
    nullable: true,
    description:
      "The permissions the user is given directly, not through groups; null unless it is you, or you hold `auth.view_permission`.",
  })
  async permissions(
    @Root() user: UserType,
    @Args(() => PageArgs, { validate: false }) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<PermissionType>> {
    if (user.key !== context.userId) await requirePermission(context, "auth.view_permission");
    const permissions = await loaderOf(context, this.permissionsOfUsers).load({ parent: user.key, page });
    return toConnection(permissions, (row) => toPermissionType(toPermissionRecord(row)));
  }

  private readonly groupsOfUsers = childPagesOf(async (users, page) => this.userLists.listGroups(users, page));
  private readonly permissionsOfUsers = childPagesOf(async (users, page) => this.userLists.listDirectPermissions(users, page));
}
