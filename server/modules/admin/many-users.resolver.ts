import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver } from "type-graphql";

import { RequirePermission } from "../../foundation/graphql-kit/access.js";
import { toNodeId } from "../../foundation/graphql-kit/node-id.js";
import type { RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../foundation/graphql-kit/user-error.type.js";
import type { ManyUsersService } from "./many-users.service.js";
import {
  ActivateUsersInput,
  ActivateUsersPayload,
  DeactivateUsersInput,
  DeactivateUsersPayload,
  DeleteUsersInput,
  RevokeUserSessionsInput,
  requestOf,
  usersOf,
} from "./user-ids.inputs.js";

@ObjectType({ description: "Answer of `deleteUsers`." })
class DeleteUsersPayload implements Payload {
  @Field(() => [ID], { nullable: true, description: "Ids of the deleted users; null when none was." })
  deletedUserIds?: string[] | null;

  @Field(() => [UserErrorType], {
    description: "`NOT_FOUND`, `OUT_OF_SCOPE`, `SELF_ACTION_FORBIDDEN` or `LAST_ADMINISTRATOR`, with the place of the id in the path.",
  })
  userErrors!: UserErrorType[];
}

@ObjectType({ description: "Answer of `revokeUserSessions`." })
class RevokeUserSessionsPayload implements Payload {
  @Field(() => Int, { nullable: true, description: "How many sessions were ended; null when the input was refused." })
  revokedCount?: number | null;

  @Field(() => [UserErrorType], { description: "`NOT_FOUND` or `OUT_OF_SCOPE`, with the place of the id in the path." })
  userErrors!: UserErrorType[];
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
    return payloadOf(async () => usersOf(await this.manyUsers.setActive(requestOf(input, context), true)));
  }

  @RequirePermission("auth.change_user")
  @Mutation(() => DeactivateUsersPayload, { description: "Keeps users from logging in and ends their sessions. Better than deleting." })
  async deactivateUsers(
    @Arg("input", () => DeactivateUsersInput, { description: "Whom." }) input: DeactivateUsersInput,
    @Ctx() context: RequestContext,
  ): Promise<DeactivateUsersPayload> {
    return payloadOf(async () => usersOf(await this.manyUsers.setActive(requestOf(input, context), false)));
  }

  @RequirePermission("auth.delete_user")
  @Mutation(() => DeleteUsersPayload, { description: "Deletes users with their sessions, groups and permissions. The log stays." })
  async deleteUsers(
    @Arg("input", () => DeleteUsersInput, { description: "Whom." }) input: DeleteUsersInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteUsersPayload> {
    return payloadOf(async () => {
      const deleted = await this.manyUsers.delete(requestOf(input, context));
      return { deletedUserIds: deleted.map(({ id }) => toNodeId("User", id)) };
    });
  }

  @RequirePermission("sessions.delete_session")
  @Mutation(() => RevokeUserSessionsPayload, { description: "Ends all sessions of users; they may log in again." })
  async revokeUserSessions(
    @Arg("input", () => RevokeUserSessionsInput, { description: "Whose." }) input: RevokeUserSessionsInput,
    @Ctx() context: RequestContext,
  ): Promise<RevokeUserSessionsPayload> {
    return payloadOf(async () => ({ revokedCount: await this.manyUsers.revokeSessions(requestOf(input, context)) }));
  }
}
