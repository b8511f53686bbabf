import { ArrayMaxSize } from "class-validator";
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";

import { RequirePermission } from "../../../foundation/graphql-kit/access.js";
import { keyOfNodeId } from "../../../foundation/graphql-kit/node-id.js";
import type { RequestContext } from "../../../foundation/graphql-kit/request-context.js";
import { payloadOf } from "../../../foundation/graphql-kit/user-error.type.js";
import { ManyUsersInput, mostTargets, requestOf } from "./many-users.inputs.js";
import { usersOf, UsersPayload } from "./many-users.payloads.js";
import type { ManyUsersService } from "./many-users.service.js";

@InputType({ description: "Who is to join which group." })
class AddUsersToGroupInput extends ManyUsersInput {
  @Field(() => ID, { description: "Id of a `Group`." })
  groupId!: string;
}

@InputType({ description: "Who is to leave which group." })
class RemoveUsersFromGroupInput extends ManyUsersInput {
  @Field(() => ID, { description: "Id of a `Group`." })
  groupId!: string;
}

@InputType({ description: "Who is to hold which permissions." })
class GrantUserPermissionsInput extends ManyUsersInput {
  @Field(() => [String], { description: "Names of permissions: `auth.view_user`. You can give what you hold yourself." })
  @ArrayMaxSize(mostTargets)
  permissions!: string[];
}

@InputType({ description: "Who is to hold which permissions no more." })
class RevokeUserPermissionsInput extends ManyUsersInput {
  @Field(() => [String], { description: "Names of permissions: `auth.view_user`." })
  @ArrayMaxSize(mostTargets)
  permissions!: string[];
}

@ObjectType({ description: "Answer of `addUsersToGroup`." })
class AddUsersToGroupPayload extends UsersPayload {}

@ObjectType({ description: "Answer of `removeUsersFromGroup`." })
class RemoveUsersFromGroupPayload extends UsersPayload {}

@ObjectType({ description: "Answer of `grantUserPermissions`." })
class GrantUserPermissionsPayload extends UsersPayload {}

@ObjectType({ description: "Answer of `revokeUserPermissions`." })
class RevokeUserPermissionsPayload extends UsersPayload {}

/** Gives users groups and permissions, and takes them away. */
@Resolver()
export class UserRightsResolver {
  constructor(private readonly manyUsers: ManyUsersService) {}

  @RequirePermission("auth.change_user")
  @Mutation(() => AddUsersToGroupPayload, { description: "Puts users into a group that reaches no further than you do." })
  async addUsersToGroup(
    @Arg("input", () => AddUsersToGroupInput, { description: "Whom, and where." }) input: AddUsersToGroupInput,
    @Ctx() context: RequestContext,
  ): Promise<AddUsersToGroupPayload> {
    const order = { kind: "ADD_USERS_TO_GROUP", groupId: groupKeyOf(input) } as const;
    return payloadOf(async () => usersOf(await this.manyUsers.change(requestOf(order, input, context))));
  }

  @RequirePermission("auth.change_user")
  @Mutation(() => RemoveUsersFromGroupPayload, { description: "Takes users out of a group." })
  async removeUsersFromGroup(
    @Arg("input", () => RemoveUsersFromGroupInput, { description: "Whom, and whence." }) input: RemoveUsersFromGroupInput,
    @Ctx() context: RequestContext,
  ): Promise<RemoveUsersFromGroupPayload> {
    const order = { kind: "REMOVE_USERS_FROM_GROUP", groupId: groupKeyOf(input) } as const;
    return payloadOf(async () => usersOf(await this.manyUsers.change(requestOf(order, input, context))));
  }

  @RequirePermission("auth.change_user")
  @Mutation(() => GrantUserPermissionsPayload, { description: "Gives users permissions directly, beside those they hold." })
  async grantUserPermissions(
    @Arg("input", () => GrantUserPermissionsInput, { description: "Whom, and what." }) input: GrantUserPermissionsInput,
    @Ctx() context: RequestContext,
  ): Promise<GrantUserPermissionsPayload> {
    const order = { kind: "GRANT_USER_PERMISSIONS", permissions: input.permissions } as const;
    return payloadOf(async () => usersOf(await this.manyUsers.change(requestOf(order, input, context))));
  }

  @RequirePermission("auth.change_user")
  @Mutation(() => RevokeUserPermissionsPayload, { description: "Takes direct permissions away; what a group gives stays." })
  async revokeUserPermissions(
    @Arg("input", () => RevokeUserPermissionsInput, { description: "Whom, and what." }) input: RevokeUserPermissionsInput,
    @Ctx() context: RequestContext,
  ): Promise<RevokeUserPermissionsPayload> {
    const order = { kind: "REVOKE_USER_PERMISSIONS", permissions: input.permissions } as const;
    return payloadOf(async () => usersOf(await this.manyUsers.change(requestOf(order, input, context))));
  }
}

function groupKeyOf({ groupId }: { groupId: string }): string {
  return keyOfNodeId("Group", groupId) ?? "";
}
