import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";

import { absurdLength } from "../../../foundation/graphql-kit/absurd-length.js";
import { RequirePermission } from "../../../foundation/graphql-kit/access.js";
import { RateLimited } from "../../../foundation/graphql-kit/annotations.js";
import { keyOfNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { type RequestContext, requireUserId } from "../../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../../foundation/graphql-kit/user-error.type.js";
import { toUserType, UserType } from "../../accounts/user.type.js";
import type { FormRequest } from "./user-editing.service.js";
import type { UserPasswordsService } from "./user-passwords.service.js";

@InputType({ description: "A password for somebody else." })
class SetUserPasswordInput {
  @Field(() => ID, { description: "Whose." })
  id!: string;

  @Field(() => String, { description: "See `authConfig.passwordPolicy` for the rules." })
  @MaxLength(absurdLength)
  password!: string;
}

@InputType({ description: "Whom no password is to let in." })
class DisableUserPasswordInput {
  @Field(() => ID, { description: "Whose." })
  id!: string;
}

@InputType({ description: "Who is to choose a new password." })
class SendPasswordResetInput {
  @Field(() => ID, { description: "Whose." })
  id!: string;
}

@ObjectType()
abstract class ChangedPasswordPayload implements Payload {
  @Field(() => UserType, { nullable: true, description: "The user; null when nothing was changed." })
  user?: UserType | null;

  @Field(() => [UserErrorType], {
    description: "`NOT_FOUND`, `OUT_OF_SCOPE`, `SELF_ACTION_FORBIDDEN`, or all rules that the password breaks.",
  })
  userErrors!: UserErrorType[];
}

@ObjectType({ description: "Answer of `setUserPassword`." })
class SetUserPasswordPayload extends ChangedPasswordPayload {}

@ObjectType({ description: "Answer of `disableUserPassword`." })
class DisableUserPasswordPayload extends ChangedPasswordPayload {}

@ObjectType({ description: "Answer of `sendPasswordReset`." })
class SendPasswordResetPayload implements Payload {
  @Field(() => [UserErrorType], { description: "`NOT_FOUND`, `OUT_OF_SCOPE`, or `INVALID` when the user could not use the mail." })
  userErrors!: UserErrorType[];
}

/** What staff does to the passwords of others. */
@Resolver()
export class UserPasswordsResolver {
  constructor(private readonly userPasswords: UserPasswordsService) {}

  @RequirePermission("auth.change_user")
  @Mutation(() => SetUserPasswordPayload, { description: "Sets the password of a user, ends all their sessions, and tells them by mail." })
  async setUserPassword(
    @Arg("input", () => SetUserPasswordInput, { description: "Whose, and what." }) input: SetUserPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<SetUserPasswordPayload> {
    return payloadOf(async () => ({ user: toUserType(await this.userPasswords.set(requestOf(input, context))) }));
  }

  @RequirePermission("auth.change_user")
  @Mutation(() => DisableUserPasswordPayload, { description: "Lets no password open the account any more, and ends all sessions." })
  async disableUserPassword(
    @Arg("input", () => DisableUserPasswordInput, { description: "Whose." }) input: DisableUserPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<DisableUserPasswordPayload> {
    return payloadOf(async () => ({ user: toUserType(await this.userPasswords.disable(requestOf(input, context))) }));
  }

  @RequirePermission("auth.change_user")
  @RateLimited("GATEHOUSE_THROTTLE_REQUEST_PASSWORD_RESET")
  @Mutation(() => SendPasswordResetPayload, {
    description: "Mails a reset link to the stored address of a user, as `requestPasswordReset` does.",
  })
  async sendPasswordReset(
    @Arg("input", () => SendPasswordResetInput, { description: "To whom." }) input: SendPasswordResetInput,
    @Ctx() context: RequestContext,
  ): Promise<SendPasswordResetPayload> {
    return payloadOf(async () => {
      await this.userPasswords.sendReset(requestOf(input, context));
      return {};
    });
  }
}

function requestOf<Input extends { id: string }>(input: Input, context: RequestContext): FormRequest<Input> {
  return { actorId: requireUserId(context), form: { ...input, id: keyOfNodeId("User", input.id) ?? "" }, source: context.source };
}
