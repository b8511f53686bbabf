import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";

import { RequirePermission } from "../../../foundation/graphql-kit/access.js";
import { RateLimited } from "../../../foundation/graphql-kit/annotations.js";
import { keyOfNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { type RequestContext, requireUserId } from "../../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../../foundation/graphql-kit/user-error.type.js";
import { toUserType, UserType } from "../../accounts/user.type.js";
import type { UserInvitationsService } from "./user-invitations.service.js";

@InputType({ description: "Who is to choose their first password." })
class SendInvitationInput {
  @Field(() => ID, { description: "Whose account." })
  id!: string;
}

@ObjectType({ description: "Answer of `sendInvitation`." })
class SendInvitationPayload implements Payload {
  @Field(() => UserType, { nullable: true, description: "The invited user; null when no mail goes out." })
  user?: UserType | null;

  @Field(() => [UserErrorType], {
    description: "`NOT_FOUND`, `OUT_OF_SCOPE`, `SELF_ACTION_FORBIDDEN`, or `INVALID` when the user could not use the mail.",
  })
  userErrors!: UserErrorType[];
}

/** How staff invites users. */
@Resolver()
export class UserInvitationsResolver {
  constructor(private readonly userInvitations: UserInvitationsService) {}

  @RequirePermission("auth.change_user")
  @RateLimited("GATEHOUSE_THROTTLE_REQUEST_PASSWORD_RESET")
  @Mutation(() => SendInvitationPayload, {
    description:
      "Mails an active user without a password a link to choose one, as `createUser` does with `invite`. Earlier links are void.",
  })
  async sendInvitation(
    @Arg("input", () => SendInvitationInput, { description: "To whom." }) input: SendInvitationInput,
    @Ctx() context: RequestContext,
  ): Promise<SendInvitationPayload> {
    const form = { id: keyOfNodeId("User", input.id) ?? "" };
    return payloadOf(async () => {
      return { user: toUserType(await this.userInvitations.send({ actorId: requireUserId(context), form, source: context.source })) };
    });
  }
}
