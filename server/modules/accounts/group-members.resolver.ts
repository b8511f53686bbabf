import { MaxLength } from "class-validator";
import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from "type-graphql";

import { requirePermission } from "../../foundation/graphql-kit/access.js";
import { childPagesOf } from "../../foundation/graphql-kit/child-pages.js";
import { type Connection, toConnection } from "../../foundation/graphql-kit/connection.js";
import { PageArgs } from "../../foundation/graphql-kit/page.args.js";
import { loaderOf, type RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { GroupType } from "../groups/group.type.js";
import type { UserListsService } from "./user-lists.service.js";
import { toUserRecord } from "./user-record.js";
import { toUserType, UserConnection, type UserType } from "./user.type.js";

@ArgsType()
class MembersArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "Words that must all occur in username, names or address, as in `users`." })
  @MaxLength(1000)
  search?: string | null;
}

/** Adds `Group.users`: groups themselves know nothing of users. */
@Resolver(() => GroupType)
export class GroupMembersResolver {
  constructor(private readonly userLists: UserListsService) {}

  @FieldResolver(() => UserConnection, {
    nullable: true,
    description: "Who is in the group, by username; null unless you hold `auth.view_user`.",
  })
  async users(
    @Root() group: GroupType,
    @Args(() => MembersArgs) { search, ...page }: MembersArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<UserType>> {
    await requirePermission(context, "auth.view_user");
    const members = await loaderOf(context, this.membersOfGroups).load({ parent: group.key, page, search });
    return toConnection(members, (row) => toUserType(toUserRecord(row)));
  }

  private readonly membersOfGroups = childPagesOf(async (groups, page, search) => this.userLists.listMembers(groups, page, search));
}
