import { MaxLength } from "class-validator";
import { GraphQLDateTime } from "graphql-scalars";
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";

import { absurdLength } from "../../foundation/graphql-kit/absurd-length.js";
import { ChecksCredentials, Public } from "../../foundation/graphql-kit/access.js";
import { RateLimited } from "../../foundation/graphql-kit/annotations.js";
import type { RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../foundation/graphql-kit/user-error.type.js";
import { toUserType, UserType } from "../accounts/user.type.js";
import type { FirstSuperuserService } from "./first-superuser.service.js";

@InputType({ description: "The first superuser of a new installation." })
class CreateFirstSuperuserInput {
  @Field(() => String, { description: "The token from the link that the server printed when it started." })
  @MaxLength(absurdLength)
  token!: string;

  @Field(() => String, { description: "Name to log in with: letters, digits and `@ . + - _`, at most 150 characters." })
  @MaxLength(absurdLength)
  username!: string;

  @Field(() => String, { nullable: true, description: "Address that mails go to; empty for none." })
  @MaxLength(absurdLength)
  email?: string | null;

  @Field(() => String, { description: "See `authConfig.passwordPolicy` for the rules." })
  @MaxLength(absurdLength)
  password!: string;
}

@ObjectType({ description: "Answer of `createFirstSuperuser`." })
class CreateFirstSuperuserPayload implements Payload {
  @Field(() => UserType, { nullable: true, description: "The superuser; null when there are errors." })
  user?: UserType | null;

  @Field(() => [UserErrorType], {
    description: "`TOKEN_INVALID`, `TOKEN_EXPIRED`, `TOKEN_USED`, or everything that is wrong with the input.",
  })
  userErrors!: UserErrorType[];
}

@ObjectType({ description: "What a set-up token is good for." })
class SetUpToken {
  @Field(() => Boolean, { description: "Whether it would be taken now." })
  valid!: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When it ends; null unless valid." })
  expiresAt!: Date | null;
}

/** The page behind the link that a new installation prints. */
@Resolver()
export class FirstSuperuserResolver {
  constructor(private readonly firstSuperuser: FirstSuperuserService) {}

  @Public()
  @ChecksCredentials()
  @RateLimited("GATEHOUSE_THROTTLE_CONFIRM_PASSWORD_RESET")
  @Query(() => SetUpToken, { description: "Whether a printed set-up token is still good. Asking does not use it up." })
  async setUpToken(
    @Arg("token", () => String, { description: "The token from the link that the server printed when it started." }) text: string,
    @Ctx() context: RequestContext,
  ): Promise<SetUpToken> {
    const found = await this.firstSuperuser.find(text, context.source);
    return "code" in found ? { valid: false, expiresAt: null } : { valid: true, expiresAt: found.expiresAt };
  }

  @Public()
  @ChecksCredentials()
  @RateLimited("GATEHOUSE_THROTTLE_CONFIRM_PASSWORD_RESET")
  @Mutation(() => CreateFirstSuperuserPayload, {
    description:
      "Makes the first superuser with the link that a development server prints while there is none. Does not log in: send `logIn` next.",
  })
  async createFirstSuperuser(
    @Arg("input", () => CreateFirstSuperuserInput, { description: "Token and account." }) input: CreateFirstSuperuserInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateFirstSuperuserPayload> {
    return payloadOf(async () => ({ user: toUserType(await this.firstSuperuser.create(input, context.source)) }));
  }
}
