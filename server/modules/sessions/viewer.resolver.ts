import { Arg, Ctx, Extensions, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from "type-graphql";

import { toNodeId } from "../../foundation/graphql-kit/node-id.js";
import { Public, RequireLogin } from "../../foundation/graphql-kit/access.js";
import { toGroupRecord } from "../groups/group-record.js";
import { toGroupType } from "../groups/group.type.js";
import { toUserType, UserType } from "../accounts/user.type.js";
import { requireSession, type SessionContext } from "./session-context.js";
import type { LiveSession } from "./session-record.js";
import { SessionType, toSessionType } from "./session.type.js";

@ObjectType("Impersonator", { description: "A superuser who acts as somebody else." })
class ImpersonatorType {
  @Field(() => ID, { description: "Id of the superuser." })
  id!: string;

  @Field(() => String, { description: "Username of the superuser when the impersonation began." })
  username!: string;
}

@ObjectType("Viewer", { description: "Who sends the request, and what they may do." })
export class ViewerType {
  @Field(() => UserType, { description: "The logged-in user." })
  user!: UserType;

  @Field(() => SessionType, { description: "The session that the request carries." })
  session!: SessionType;

  @Field(() => ImpersonatorType, {
    nullable: true,
    description: "Who really sends the request, while a superuser acts as `user`; null when nobody does. See `impersonateUser`.",
  })
  impersonator!: ImpersonatorType | null;
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Public()
  @Extensions({ showsCaller: true })
  @Query(() => ViewerType, {
    nullable: true,
    description: "Who sends the request; null when anonymous. This is the session check: ask it to learn whether somebody is logged in.",
  })
  viewer(@Ctx() context: SessionContext): ViewerType | null {
    return context.live ? toViewerType(context.live) : null;
  }

  @RequireLogin()
  @Extensions({ showsCaller: true })
  @Query(() => UserType, { nullable: true, description: "The logged-in user." })
  me(@Ctx() context: SessionContext): UserType {
    return toOwnUser(requireSession(context));
  }

  @Extensions({ asksForRights: true })
  @FieldResolver(() => [String], { description: "Names of all permissions you hold, sorted: `auth.view_user` and the like." })
  async permissions(@Root() _viewer: ViewerType, @Ctx() context: SessionContext): Promise<string[]> {
    return [...(await context.permissions())];
  }

  @Extensions({ asksForRights: true })
  @FieldResolver(() => Boolean, {
    description:
      "Whether you may do something. Superusers may do everything, be there such a permission or not; others what they hold. For a " +
      "single object that does not count: permissions are held for all objects of a model. The server may know of a source that " +
      "decides about single objects; without one, only superusers may.",
  })
  async can(
    @Arg("permission", () => String, { description: "The permission, as `app_label.codename`." }) permission: string,
    @Arg("objectId", () => ID, { nullable: true, description: "Asks about one object instead of all: any id that the source knows." })
    objectId: string | null,
    @Ctx() context: SessionContext,
  ): Promise<boolean> {
    return context.hasPermission(permission, objectId ?? undefined);
  }
}

function toOwnUser({ user, rights }: LiveSession): UserType {
  return toUserType(
    user,
    rights?.groups?.map((row) => toGroupType(toGroupRecord(row))),
  );
}

function toViewerType(live: LiveSession): ViewerType {
  const { session } = live;
  const { impersonator } = session;
  return {
    user: toOwnUser(live),
    session: toSessionType(session, session.id),
    impersonator: impersonator && { id: toNodeId("User", impersonator.id), username: impersonator.name },
  };
}
