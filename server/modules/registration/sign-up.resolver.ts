import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";

import { Emits, RateLimited } from "../../foundation/graphql-kit/annotations.js";
import { ChecksCredentials, Public } from "../../foundation/graphql-kit/access.js";
import type { RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../foundation/graphql-kit/user-error.type.js";
import { toUserType, UserType } from "../accounts/user.type.js";
import { absurdLength } from "../../foundation/graphql-kit/absurd-length.js";
import type { SignUpService } from "./sign-up.service.js";

@InputType({ description: "A new account." })
class SignUpInput {
  @Field(() => String, { description: "Name to log in with: letters and numbers of any script and `_ . @ + -`, at most 150 characters." })
  @MaxLength(absurdLength)
  username!: string;

  @Field(() => String, {
    nullable: true,
    description: "Address that mails go to. Optional unless `authConfig.signUpFields` says otherwise.",
  })
  @MaxLength(absurdLength)
  email?: string | null;

  @Field(() => String, { description: "See `authConfig.passwordPolicy` for the rules. Taken exactly as sent." })
  @MaxLength(absurdLength)
  password!: string;

  @Field(() => String, { nullable: true, description: "Given name, at most 150 characters." })
  @MaxLength(absurdLength)
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: "Family name, at most 150 characters." })
  @MaxLength(absurdLength)
  lastName?: string | null;
}

@ObjectType({ description: "Answer of `signUp`." })
class SignUpPayload implements Payload {
  @Field(() => UserType, { nullable: true, description: "The new user; null when there are errors." })
  user?: UserType;

  @Field(() => [UserErrorType], { description: "Everything that is wrong with the input; all password rules are checked at once." })
  userErrors!: UserErrorType[];
}

@Resolver()
export class SignUpResolver {
  constructor(private readonly signUps: SignUpService) {}

  @Public()
  @ChecksCredentials()
  @RateLimited("GATEHOUSE_THROTTLE_SIGN_UP")
  @Emits("userSignedUp")
  @Mutation(() => SignUpPayload, {
    description:
      'Makes an account for a stranger. Does not log in: send `logIn` next.\n\nExample: `mutation { signUp(input: {username: "ada", password: "…"}) { user { id } userErrors { path code message } } }`',
  })
  async signUp(
    @Arg("input", () => SignUpInput, { description: "The account." }) input: SignUpInput,
    @Ctx() context: RequestContext,
  ): Promise<SignUpPayload> {
    return payloadOf(async () => ({ user: toUserType(await this.signUps.signUp(input, context.source)) }));
  }
}
