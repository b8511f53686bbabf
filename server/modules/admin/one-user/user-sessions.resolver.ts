import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";

import { absurdLength } from "../../../foundation/graphql-kit/absurd-length.js";
import { RequirePermission } from "../../../foundation/graphql-kit/access.js";
import { keyOfNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { type Payload, payloadOf, UserErrorType } from "../../../foundation/graphql-kit/user-error.type.js";
import { requireSession, type SessionContext } from "../../sessions/session-context.js";
import type { UserSessionsService } from "./user-sessions.service.js";

@InputType({ description: "Which session of which user to end." })
class RevokeUserSessionInput {
  @Field(() => ID, { description: "One of `User.sessions`." })
  @MaxLength(absurdLength)
  id!: string;
}

@ObjectType({ description: "Answer of `revokeUserSession`." })
class RevokeUserSessionPayload implements Payload {
  @Field(() => ID, { nullable: true, description: "The session that was ended; null when none was." })
  revokedSessionId?: string | null;

  @Field(() => [UserErrorType], {
    description: "`NOT_FOUND`, `OUT_OF_SCOPE`, or `SELF_ACTION_FORBIDDEN` for the session that the request carries: log out instead.",
  })
  userErrors!: UserErrorType[];
}

/** What staff does to single sessions of others. */
@Resolver()
export class UserSessionsResolver {
  constructor(private readonly userSessions: UserSessionsService) {}

  @RequirePermission("sessions.delete_session")
  @Mutation(() => RevokeUserSessionPayload, {
    description: "Ends one session of a user; the next request that carries it is anonymous. `revokeUserSessions` ends them all.",
  })
  async revokeUserSession(
    @Arg("input", () => RevokeUserSessionInput, { description: "Which session." }) input: RevokeUserSessionInput,
    @Ctx() context: SessionContext,
  ): Promise<RevokeUserSessionPayload> {
    return payloadOf(async () => {
      const { session, user } = requireSession(context);
      const form = { id: keyOfNodeId("Session", input.id) };
      await this.userSessions.revoke({ actorId: user.id, form, source: context.source }, session.id);
      return { revokedSessionId: input.id };
    });
  }
}
