import { Arg, Ctx, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";

import { Emits, RateLimited } from "../../foundation/graphql-kit/annotations.js";
import { ChecksCredentials, Public } from "../../foundation/graphql-kit/access.js";
import type { RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { payloadOf } from "../../foundation/graphql-kit/user-error.type.js";
import { PasswordTokenInput, PasswordTokenPayload, PasswordTokenType, toPasswordTokenType } from "./password-token.type.js";
import type { PasswordTokensService } from "./password-tokens.service.js";

@InputType({ description: "The first password of somebody who was invited." })
class AcceptInvitationInput extends PasswordTokenInput {}

@ObjectType({ description: "Answer of `acceptInvitation`." })
class AcceptInvitationPayload extends PasswordTokenPayload {}

@ObjectType({ description: "What a mailed invitation is good for." })
class Invitation extends PasswordTokenType {}

/** The page behind a mailed invitation. */
@Resolver()
export class InvitationsResolver {
  constructor(private readonly invitationTokens: PasswordTokensService) {}

  @Public()
  @ChecksCredentials()
  @RateLimited("GATEHOUSE_THROTTLE_CONFIRM_PASSWORD_RESET")
  @Query(() => Invitation, { description: "Whether a mailed invitation is still good. Asking does not use it up." })
  async invitation(
    @Arg("token", () => String, { description: "The token from the mailed link." }) text: string,
    @Ctx() context: RequestContext,
  ): Promise<Invitation> {
    return toPasswordTokenType(await this.invitationTokens.find(text, context.source));
  }

  @Public()
  @ChecksCredentials()
  @RateLimited("GATEHOUSE_THROTTLE_CONFIRM_PASSWORD_RESET")
  @Emits("invitationAccepted")
  @Mutation(() => AcceptInvitationPayload, {
    description: "Sets the first password of an account with a mailed invitation. Does not log in: send `logIn` next.",
  })
  async acceptInvitation(
    @Arg("input", () => AcceptInvitationInput, { description: "Token and password." }) input: AcceptInvitationInput,
    @Ctx() context: RequestContext,
  ): Promise<AcceptInvitationPayload> {
    return payloadOf(async () => {
      await this.invitationTokens.use(input, context.source);
      return {};
    });
  }
}
