import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Resolver, Root } from "type-graphql";

import { isAllowed, RequireLogin, requirePermission } from "../../foundation/graphql-kit/access.js";
import { keyOfNodeId } from "../../foundation/graphql-kit/node-id.js";
import type { NodeSource } from "../../foundation/graphql-kit/node-source.js";
import { loaderOf } from "../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../foundation/graphql-kit/user-error.type.js";
import { UserErrors } from "../../foundation/kernel/user-error.js";
import { UserType } from "../accounts/user.type.js";
import { requireSession, type SessionContext } from "./session-context.js";
import type { OwnSessionsService } from "./own-sessions.service.js";
import { SessionType, toSessionType } from "./session.type.js";
import type { SessionsService } from "./sessions.service.js";

@InputType({ description: "Which session to end." })
class RevokeSessionInput {
  @Field(() => ID, { description: "One of `me.sessions`; the current one may be meant too." })
  @MaxLength(1000)
  id!: string;
}

@ObjectType({ description: "Answer of `revokeSession`." })
class RevokeSessionPayload implements Payload {
  @Field(() => ID, { nullable: true, description: "The session that was ended; null when nothing was." })
  revokedSessionId?: string;

  @Field(() => [UserErrorType], { description: "`NOT_FOUND` when you have no such session." })
  userErrors!: UserErrorType[];
}

@ObjectType({ description: "Answer of `revokeOtherSessions`." })
class RevokeOtherSessionsPayload implements Payload {
  @Field(() => Int, { nullable: true, description: "How many sessions were ended." })
  revokedCount?: number;

  @Field(() => [UserErrorType], { description: "Always empty at present." })
  userErrors!: UserErrorType[];
}

@Resolver(() => UserType)
export class SessionsResolver implements NodeSource {
  readonly nodeType = "Session";

  constructor(
    private readonly sessionsService: SessionsService,
    private readonly ownSessions: OwnSessionsService,
  ) {}

  @FieldResolver(() => [SessionType], {
    nullable: true,
    description:
      "Where the user is logged in, newest first, at most the last hundred; null unless it is you, or you hold `sessions.view_session`.",
  })
  async sessions(@Root() user: UserType, @Ctx() context: SessionContext): Promise<SessionType[]> {
    if (user.key !== context.userId) await requirePermission(context, "sessions.view_session");
    const records = await loaderOf(context, this.sessionsByUser).load(user.key);
    return records.map((record) => toSessionType(record, context.live?.session.id));
  }

  @RequireLogin()
  @Mutation(() => RevokeSessionPayload, { description: "Ends one of your sessions; the next request that carries it is anonymous." })
  async revokeSession(
    @Arg("input", () => RevokeSessionInput, { description: "Which session." }) input: RevokeSessionInput,
    @Ctx() context: SessionContext,
  ): Promise<RevokeSessionPayload> {
    return payloadOf(async () => {
      const live = requireSession(context);
      const sessionId = keyOfNodeId("Session", input.id);
      if (sessionId === undefined || !(await this.ownSessions.revoke(live, sessionId, context.source))) throw sessionNotFound();
      if (sessionId === live.session.id && context.delivery === "COOKIE") context.cookie.clear();
      return { revokedSessionId: input.id };
    });
  }

  @RequireLogin()
  @Mutation(() => RevokeOtherSessionsPayload, { description: "Ends all your sessions but the one of this request." })
  async revokeOtherSessions(@Ctx() context: SessionContext): Promise<RevokeOtherSessionsPayload> {
    return payloadOf(async () => {
      return { revokedCount: await this.ownSessions.revokeOthers(requireSession(context), context.source) };
    });
  }

  /** Needs `sessions.view_session`, save for one's own. */
  async findNode(key: string, context: SessionContext): Promise<SessionType | null> {
    if (!context.isLoggedIn) return null;
    const record = await loaderOf(context, this.sessionsByKey).load(key);
    if (!record || (record.userId !== context.userId && !(await isAllowed(context, "sessions.view_session")))) return null;
    return toSessionType(record, context.live?.session.id);
  }

  private readonly sessionsByKey = async (keys: readonly string[]) => this.sessionsService.findMany(keys);
  private readonly sessionsByUser = async (userIds: readonly string[]) => this.sessionsService.listByUsers(userIds);
}

function sessionNotFound(): UserErrors {
  return new UserErrors([{ code: "NOT_FOUND", message: "You have no such session; it may have ended already.", path: ["input", "id"] }]);
}
