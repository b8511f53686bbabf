import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";

import { RequirePermission } from "../../../foundation/graphql-kit/access.js";
import { toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import type { RequestContext } from "../../../foundation/graphql-kit/request-context.js";
import { payloadOf } from "../../../foundation/graphql-kit/user-error.type.js";
import { ManyUsersInput, requestOf } from "./many-users.inputs.js";
import { bulkChangeOf, ManyUsersPayload, usersOf, UsersPayload } from "./many-users.payloads.js";
import type { ManyUsersService } from "./many-users.service.js";

@InputType({ description: "Whom to let in again." })
class ActivateUsersInput extends ManyUsersInput {}

@InputType({ description: "Whom to shut out." })
class DeactivateUsersInput extends ManyUsersInput {}

@InputType({ description: "Whom to delete." })
class DeleteUsersInput extends ManyUsersInput {}

@InputType({ description: "Whose sessions to end." })
class RevokeUserSessionsInput extends ManyUsersInput {}

@ObjectType({ description: "Answer of `activateUsers`." })
class ActivateUsersPayload extends UsersPayload {}

@ObjectType({ description: "Answer of `deactivateUsers`." })
class DeactivateUsersPayload extends UsersPayload {}

@ObjectType({ description: "Answer of `deleteUsers`." })
class DeleteUsersPayload extends ManyUsersPayload {
  @Field(() => [ID], { nullable: true, description: "Ids of the deleted users; null when none was, or not yet." })
  deletedUserIds?: string[] | null;
}

@ObjectType({ description: "Answer of `revokeUserSessions`." })
class RevokeUserSessionsPayload extends ManyUsersPayload {
  @Field(() => Int, { nullable: true, description: "How many sessions were ended; null when none was, or not yet." })
  revokedCount?: number | null;
}

/** What staff does to many users at once. */
@Resolver()
export class ManyUsersResolver {
  constructor(private readonly manyUsers: ManyUsersService) {}

  @RequirePermission("auth.change_user")
  @Mutation(() => ActivateUsersPayload, { description: "Lets users log in again. Only superusers may do that to users who were shut out." })
  async activateUsers(
    @Arg("input", () => ActivateUsersInput, { description: "Whom." }) input: ActivateUsersInput,
    @Ctx() context: RequestContext,
  ): Promise<ActivateUsersPayload> {
    return payloadOf(async () => usersOf(await this.manyUsers.change(requestOf({ kind: "ACTIVATE_USERS" }, input, context))));
  }

  @RequirePermission("auth.change_user")
  @Mutation(() => DeactivateUsersPayload, { description: "Keeps users from logging in and ends their sessions. Better than deleting." })
  async deactivateUsers(
    @Arg("input", () => DeactivateUsersInput, { description: "Whom." }) input: DeactivateUsersInput,
    @Ctx() context: RequestContext,
  ): Promise<DeactivateUsersPayload> {
    return payloadOf(async () => usersOf(await this.manyUsers.change(requestOf({ kind: "DEACTIVATE_USERS" }, input, context))));
  }

  @RequirePermission("auth.delete_user")
  @Mutation(() => DeleteUsersPayload, { description: "Deletes users with their sessions, groups and permissions. The log stays." })
  async deleteUsers(
    @Arg("input", () => DeleteUsersInput, { description: "Whom." }) input: DeleteUsersInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteUsersPayload> {
    return payloadOf(async () => {
      const result = await this.manyUsers.change(requestOf({ kind: "DELETE_USERS" }, input, context));
      return result.bulkChange ? bulkChangeOf(result) : { deletedUserIds: result.ids.map((id) => toNodeId("User", id)) };
    });
  }

  @RequirePermission("sessions.delete_session")
  @Mutation(() => RevokeUserSessionsPayload, { description: "Ends all sessions of users; they may log in again." })
  async revokeUserSessions(
    @Arg("input", () => RevokeUserSessionsInput, { description: "Whose." }) input: RevokeUserSessionsInput,
    @Ctx() context: RequestContext,
  ): Promise<RevokeUserSessionsPayload> {
    return payloadOf(async () => {
      const result = await this.manyUsers.change(requestOf({ kind: "REVOKE_USER_SESSIONS" }, input, context));
      return result.bulkChange ? bulkChangeOf(result) : { revokedCount: result.count };
    });
  }
}
