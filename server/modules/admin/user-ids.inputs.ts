import { ArrayMaxSize } from "class-validator";
import { Field, ID, InputType, ObjectType } from "type-graphql";

import { keyOfNodeId } from "../../foundation/graphql-kit/node-id.js";
import { type RequestContext, requireUserId } from "../../foundation/graphql-kit/request-context.js";
import { type Payload, UserErrorType } from "../../foundation/graphql-kit/user-error.type.js";
import type { UserRecord } from "../accounts/user-record.js";
import { toUserType, UserType } from "../accounts/user.type.js";
import type { ManyUsersRequest } from "./many-users.service.js";

/** Most users that one mutation changes. */
export const mostTargets = 1000;

@InputType()
export abstract class UserIdsInput {
  @Field(() => [ID], { description: `Ids of users, at most ${mostTargets}. When one of them is refused, nothing happens to any.` })
  @ArrayMaxSize(mostTargets)
  ids!: string[];
}

@InputType({ description: "Whom to let in again." })
export class ActivateUsersInput extends UserIdsInput {}

@InputType({ description: "Whom to shut out." })
export class DeactivateUsersInput extends UserIdsInput {}

@InputType({ description: "Whom to delete." })
export class DeleteUsersInput extends UserIdsInput {}

@InputType({ description: "Whose sessions to end." })
export class RevokeUserSessionsInput extends UserIdsInput {}

@ObjectType()
export abstract class UsersPayload implements Payload {
  @Field(() => [UserType], { nullable: true, description: "The users as they are now, by id; null when nothing was changed." })
  users?: UserType[] | null;

  @Field(() => [UserErrorType], {
    description: "`NOT_FOUND`, `OUT_OF_SCOPE`, `SELF_ACTION_FORBIDDEN` or `LAST_ADMINISTRATOR`, with the place of the id in the path.",
  })
  userErrors!: UserErrorType[];
}

@ObjectType({ description: "Answer of `activateUsers`." })
export class ActivateUsersPayload extends UsersPayload {}

@ObjectType({ description: "Answer of `deactivateUsers`." })
export class DeactivateUsersPayload extends UsersPayload {}

/** The request of an input that names users; `""`, which is nobody's key, stands for every id that is none. */
export function requestOf({ ids }: UserIdsInput, context: RequestContext): ManyUsersRequest {
  return { actorId: requireUserId(context), userIds: ids.map((id) => keyOfNodeId("User", id) ?? ""), source: context.source };
}

/** The payload of changed users. */
export function usersOf(users: readonly UserRecord[]): { users: UserType[] } {
  return { users: users.map(toUserType) };
}
