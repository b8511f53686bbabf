import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";

import { Emits, RateLimited } from "../../foundation/graphql-kit/annotations.js";
import { ChecksCredentials, Public } from "../../foundation/graphql-kit/access.js";
import type { RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../foundation/graphql-kit/user-error.type.js";
import { absurdLength } from "../../foundation/graphql-kit/absurd-length.js";
import { PasswordTokenInput, PasswordTokenPayload, PasswordTokenType, toPasswordTokenType } from "./password-token.type.js";
import type { PasswordTokensService } from "./password-tokens.service.js";
import type { RecoveryService } from "./recovery.service.js";

@InputType({ description: "Whose password was forgotten." })
class RequestPasswordResetInput {
  @Field(() => String, { description: "Email address of the account." })
  @MaxLength(absurdLength)
  email!: string;
}

@ObjectType({ description: "Answer of `requestPasswordReset`: the same whether or not anybody has the address." })
class RequestPasswordResetPayload implements Payload {
  @Field(() => [UserErrorType], { description: "Only about the form of the address." })
  userErrors!: UserErrorType[];
}

@InputType({ description: "A new password for whoever received the mailed token." })
class ConfirmPasswordResetInput extends PasswordTokenInput {}

@ObjectType({ description: "Answer of `confirmPasswordReset`." })
class ConfirmPasswordResetPayload extends PasswordTokenPayload {}

@ObjectType({ description: "What a mailed reset token is good for." })
class PasswordResetToken extends PasswordTokenType {}

@Resolver()
export class RecoveryResolver {
  constructor(
    private readonly recovery: RecoveryService,
    private readonly resetTokens: PasswordTokensService,
  ) {}

  @Public()
  @ChecksCredentials()
  @RateLimited("GATEHOUSE_THROTTLE_CONFIRM_PASSWORD_RESET")
  @Query(() => PasswordResetToken, { description: "Whether a mailed reset token is still good. Asking does not use it up." })
  async passwordResetToken(
    @Arg("token", () => String, { description: "The token from the mailed link." }) text: string,
    @Ctx() context: RequestContext,
  ): Promise<PasswordResetToken> {
    return toPasswordTokenType(await this.resetTokens.find(text, context.source));
  }

  @Public()
  @RateLimited("GATEHOUSE_THROTTLE_REQUEST_PASSWORD_RESET")
  @Mutation(() => RequestPasswordResetPayload, {
    description: "Mails a reset link to the account that has the address, if there is one. The answer does not tell.",
  })
  async requestPasswordReset(
    @Arg("input", () => RequestPasswordResetInput, { description: "Whose." }) input: RequestPasswordResetInput,
    @Ctx() context: RequestContext,
  ): Promise<RequestPasswordResetPayload> {
    return payloadOf(async () => {
      await this.recovery.requestReset(input.email, context.source);
      return {};
    });
  }

  @Public()
  @ChecksCredentials()
  @RateLimited("GATEHOUSE_THROTTLE_CONFIRM_PASSWORD_RESET")
  @Emits("passwordReset")
  @Mutation(() => ConfirmPasswordResetPayload, {
    description: "Sets a new password with a mailed token and ends all sessions of the user. Does not log in: send `logIn` next.",
  })
  async confirmPasswordReset(
    @Arg("input", () => ConfirmPasswordResetInput, { description: "Token and new password." }) input: ConfirmPasswordResetInput,
    @Ctx() context: RequestContext,
  ): Promise<ConfirmPasswordResetPayload> {
    return payloadOf(async () => {
      await this.resetTokens.use(input, context.source);
      return {};
    });
  }
}
