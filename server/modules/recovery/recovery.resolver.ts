import { GraphQLDateTime } from "graphql-scalars";
import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";

import { Emits, RateLimited } from "../../foundation/graphql-kit/annotations.js";
import { ChecksCredentials, Public } from "../../foundation/graphql-kit/access.js";
import type { RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../foundation/graphql-kit/user-error.type.js";
import { absurdLength } from "../../foundation/graphql-kit/absurd-length.js";
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
class ConfirmPasswordResetInput {
  @Field(() => String, { description: "The token from the mailed link." })
  @MaxLength(absurdLength)
  token!: string;

  @Field(() => String, { description: "See `authConfig.passwordPolicy` for the rules." })
  @MaxLength(absurdLength)
  newPassword!: string;
}

@ObjectType({ description: "Answer of `confirmPasswordReset`." })
class ConfirmPasswordResetPayload implements Payload {
  @Field(() => [UserErrorType], {
    description: "`TOKEN_INVALID`, `TOKEN_EXPIRED`, `TOKEN_USED`, or all rules that the new password breaks; the token stays good then.",
  })
  userErrors!: UserErrorType[];
}

@ObjectType({ description: "What a mailed reset token is good for." })
class PasswordResetToken {
  @Field(() => Boolean, { description: "Whether `confirmPasswordReset` would take it now." })
  valid!: boolean;

  @Field(() => String, { nullable: true, description: "Whose password it resets, for password managers; null unless valid." })
  username!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When it ends; null unless valid." })
  expiresAt!: Date | null;
}

@Resolver()
export class RecoveryResolver {
  constructor(private readonly recovery: RecoveryService) {}

  @Public()
  @ChecksCredentials()
  @RateLimited("GATEHOUSE_THROTTLE_CONFIRM_PASSWORD_RESET")
  @Query(() => PasswordResetToken, { description: "Whether a mailed reset token is still good. Asking does not use it up." })
  async passwordResetToken(
    @Arg("token", () => String, { description: "The token from the mailed link." }) text: string,
    @Ctx() context: RequestContext,
  ): Promise<PasswordResetToken> {
    const found = await this.recovery.findToken(text, context.source);
    if ("code" in found) return { valid: false, username: null, expiresAt: null };
    return { valid: true, username: found.user.username, expiresAt: found.token.expiresAt };
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
      await this.recovery.confirmReset(input, context.source);
      return {};
    });
  }
}
