import { Arg, Args, ArgsType, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { ArrayMaxSize, MaxLength } from "class-validator";

import { RequireLogin, RequirePermission } from "../../foundation/graphql-kit/access.js";
import { type Connection, connectionTypeOf, toConnection } from "../../foundation/graphql-kit/connection.js";
import { keyOfNodeId } from "../../foundation/graphql-kit/node-id.js";
import { PageArgs } from "../../foundation/graphql-kit/page.args.js";
import { type RequestContext, requireUserId } from "../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../foundation/graphql-kit/user-error.type.js";
import { toUserRecord } from "./user-record.js";
import { toUserType, UserType } from "./user.type.js";
import { UpdateProfileInput, UserOrder } from "./users.inputs.js";
import type { UsersService } from "./users.service.js";

const UserConnection = connectionTypeOf("User", () => UserType);

@ArgsType()
class UsersArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "Words that must all occur in username, names or address, ignoring case." })
  @MaxLength(1000)
  search?: string | null;

  @Field(() => [UserOrder], { nullable: true, description: "What to sort by; by username when absent." })
  @ArrayMaxSize(10)
  orderBy?: UserOrder[] | null;
}

@ObjectType({ description: "Answer of `updateProfile`." })
class UpdateProfilePayload implements Payload {
  @Field(() => UserType, { nullable: true, description: "You, as changed; null when nothing was." })
  user?: UserType | null;

  @Field(() => [UserErrorType], { description: "What is wrong with the input." })
  userErrors!: UserErrorType[];
}

@Resolver(() => UserType)
export class UsersResolver {
  constructor(private readonly usersService: UsersService) {}

  @RequirePermission("auth.view_user")
  @Query(() => UserConnection, { description: "The users, page by page." })
  async users(@Args(() => UsersArgs) args: UsersArgs): Promise<Connection<UserType>> {
    const page = await this.usersService.list(args, args);
    return toConnection(page, (row) => toUserType(toUserRecord(row)));
  }

  @RequirePermission("auth.view_user")
  @Query(() => UserType, { nullable: true, description: "One user; null when there is none with this id." })
  async user(@Arg("id", () => ID, { description: "Id of a `User`." }) id: string): Promise<UserType | null> {
    const key = keyOfNodeId("User", id);
    const user = key === undefined ? null : await this.usersService.find(key);
    return user && toUserType(user);
  }

  @RequireLogin()
  @Mutation(() => UpdateProfilePayload, { description: "Changes your own names." })
  async updateProfile(
    @Arg("input", () => UpdateProfileInput, { description: "The changes." }) input: UpdateProfileInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateProfilePayload> {
    return payloadOf(async () => {
      const user = await this.usersService.updateProfile(requireUserId(context), input);
      return { user: user && toUserType(user) };
    });
  }
}
