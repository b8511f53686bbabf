import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";

import { RequirePermission } from "../../../foundation/graphql-kit/access.js";
import { type RequestContext, requireUserId } from "../../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../../foundation/graphql-kit/user-error.type.js";
import { toUserType, UserType } from "../../accounts/user.type.js";
import { CreateUserInput, toChangedUserForm, toNewUserForm, UpdateUserInput } from "./user-editing.inputs.js";
import type { UserEditingService } from "./user-editing.service.js";

@ObjectType({ description: "Answer of `createUser`." })
class CreateUserPayload implements Payload {
  @Field(() => UserType, { nullable: true, description: "The new user; null when there is none." })
  user?: UserType | null;

  @Field(() => [UserErrorType], { description: "Everything that is wrong with the input, `ALREADY_TAKEN`, or `OUT_OF_SCOPE`." })
  userErrors!: UserErrorType[];
}

@ObjectType({ description: "Answer of `updateUser`." })
class UpdateUserPayload implements Payload {
  @Field(() => UserType, { nullable: true, description: "The user as changed; null when nothing was." })
  user?: UserType | null;

  @Field(() => [UserErrorType], {
    description:
      "Everything that is wrong with the input, `ALREADY_TAKEN`, `CONFLICT`, `NOT_FOUND`, `OUT_OF_SCOPE`, `SELF_ACTION_FORBIDDEN` or `LAST_ADMINISTRATOR`.",
  })
  userErrors!: UserErrorType[];
}

/** The forms in which staff makes and changes users. */
@Resolver()
export class UserEditingResolver {
  constructor(private readonly userEditing: UserEditingService) {}

  @RequirePermission("auth.add_user")
  @Mutation(() => CreateUserPayload, { description: "Makes a user. Logs nobody in." })
  async createUser(
    @Arg("input", () => CreateUserInput, { description: "The user." }) input: CreateUserInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateUserPayload> {
    return payloadOf(async () => {
      const request = { actorId: requireUserId(context), form: toNewUserForm(input), source: context.source };
      return { user: toUserType(await this.userEditing.create(request)) };
    });
  }

  @RequirePermission("auth.change_user")
  @Mutation(() => UpdateUserPayload, { description: "Changes a user. Deactivating ends all sessions of the user." })
  async updateUser(
    @Arg("input", () => UpdateUserInput, { description: "Whom, and the changes." }) input: UpdateUserInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateUserPayload> {
    return payloadOf(async () => {
      const request = { actorId: requireUserId(context), form: toChangedUserForm(input), source: context.source };
      return { user: toUserType(await this.userEditing.update(request)) };
    });
  }
}
