import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";

import { RequireLogin } from "../../foundation/graphql-kit/access.js";
import { AllowWhileImpersonating } from "../../foundation/graphql-kit/while-impersonating.js";
import { type RequestContext, requireUserId } from "../../foundation/graphql-kit/request-context.js";
import { absurdLength } from "../../foundation/graphql-kit/absurd-length.js";
import { type Payload, payloadOf, UserErrorType } from "../../foundation/graphql-kit/user-error.type.js";
import type { ProfileService } from "./profile.service.js";
import { toUserType, UserType } from "./user.type.js";

@InputType({ description: "Changes to the own profile; absent fields stay as they are." })
class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: "Given name, at most 150 characters." })
  @MaxLength(absurdLength)
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: "Family name, at most 150 characters." })
  @MaxLength(absurdLength)
  lastName?: string | null;
}

@ObjectType({ description: "Answer of `updateProfile`." })
class UpdateProfilePayload implements Payload {
  @Field(() => UserType, { nullable: true, description: "You, as you are now; null when there are user errors." })
  user?: UserType | null;

  @Field(() => [UserErrorType], { description: "What is wrong with the input." })
  userErrors!: UserErrorType[];
}

@Resolver()
export class ProfileResolver {
  constructor(private readonly profiles: ProfileService) {}

  @RequireLogin()
  @AllowWhileImpersonating()
  @Mutation(() => UpdateProfilePayload, { description: "Changes your own names. Writes nothing when they are as they were." })
  async updateProfile(
    @Arg("input", () => UpdateProfileInput, { description: "The changes." }) input: UpdateProfileInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateProfilePayload> {
    return payloadOf(async () => {
      const user = await this.profiles.update(requireUserId(context), input, context.source);
      return { user: user && toUserType(user) };
    });
  }
}
