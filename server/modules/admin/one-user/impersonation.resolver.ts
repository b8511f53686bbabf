import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";

import { absurdLength } from "../../../foundation/graphql-kit/absurd-length.js";
import { RequireLogin, RequireSuperuser } from "../../../foundation/graphql-kit/access.js";
import { AllowWhileImpersonating } from "../../../foundation/graphql-kit/while-impersonating.js";
import { keyOfNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { type Payload, payloadOf, UserErrorType } from "../../../foundation/graphql-kit/user-error.type.js";
import { toUserType, UserType } from "../../accounts/user.type.js";
import { requireSession, type SessionContext } from "../../sessions/session-context.js";
import type { SessionHandover } from "../../sessions/session-handover.js";
import { SessionType, toSessionType } from "../../sessions/session.type.js";
import type { ImpersonationService, SwitchedUser } from "./impersonation.service.js";

@InputType({ description: "Whom to act as." })
class ImpersonateUserInput {
  @Field(() => ID, { description: "An active user who is no superuser." })
  id!: string;

  @Field(() => String, { description: "Why; kept in the log. At most 500 characters." })
  @MaxLength(absurdLength)
  reason!: string;
}

@ObjectType()
abstract class SwitchedUserPayload {
  @Field(() => UserType, { nullable: true, description: "Who you are for the server now." })
  user?: UserType | null;

  @Field(() => SessionType, { nullable: true, description: "The session that requests carry from now on." })
  session?: SessionType | null;

  @Field(() => String, { nullable: true, description: "Its token, when sessions travel as `BEARER`. It is shown once." })
  token?: string | null;
}

@ObjectType({ description: "Answer of `impersonateUser`." })
class ImpersonateUserPayload extends SwitchedUserPayload implements Payload {
  @Field(() => [UserErrorType], {
    description:
      "`NOT_FOUND`, `SELF_ACTION_FORBIDDEN`, `OUT_OF_SCOPE` for superusers, `INVALID` for inactive users, or what is wrong with the reason.",
  })
  userErrors!: UserErrorType[];
}

@ObjectType({ description: "Answer of `stopImpersonating`. Without a session you are logged out: the one it began in has ended." })
class StopImpersonatingPayload extends SwitchedUserPayload implements Payload {
  @Field(() => [UserErrorType], { description: "`NOT_FOUND` when you are not acting as somebody else." })
  userErrors!: UserErrorType[];
}

/** How a superuser becomes somebody else for a while, and comes back. */
@Resolver()
export class ImpersonationResolver {
  constructor(
    private readonly impersonation: ImpersonationService,
    private readonly handover: SessionHandover,
  ) {}

  @RequireSuperuser()
  @Mutation(() => ImpersonateUserPayload, {
    description:
      "Lets you act as another user, for the time of `GATEHOUSE_IMPERSONATION_SECONDS` at most. What you do is logged under both names, the user sees the session, and only mutations with `@allowWhileImpersonating` are served. The session travels as yours does, which waits for `stopImpersonating` and takes the impersonation along when it ends.",
  })
  async impersonateUser(
    @Arg("input", () => ImpersonateUserInput, { description: "Whom, and why." }) input: ImpersonateUserInput,
    @Ctx() context: SessionContext,
  ): Promise<ImpersonateUserPayload> {
    const wish = { userId: keyOfNodeId("User", input.id) ?? "", reason: input.reason };
    return payloadOf(async () => {
      return this.payloadFor(await this.impersonation.start(wish, requireSession(context), context.source), context);
    });
  }

  @RequireLogin()
  @AllowWhileImpersonating()
  @Mutation(() => StopImpersonatingPayload, {
    description: "Ends acting as somebody else, and gives your own session back under a new token.",
  })
  async stopImpersonating(@Ctx() context: SessionContext): Promise<StopImpersonatingPayload> {
    return payloadOf(async () => {
      const own = await this.impersonation.stop(requireSession(context), context.source);
      if (own) return this.payloadFor(own, context);
      if (context.delivery === "COOKIE") context.cookie.clear();
      return {};
    });
  }

  private payloadFor({ user, opened }: SwitchedUser, context: SessionContext): SwitchedUserPayload {
    const token = this.handover.deliver(opened, context.delivery ?? "COOKIE", context);
    return { user: toUserType(user), session: toSessionType(opened.session, opened.session.id), token };
  }
}
