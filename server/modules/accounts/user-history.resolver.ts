import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { requirePermission } from "../../foundation/graphql-kit/access.js";
import type { Connection } from "../../foundation/graphql-kit/connection.js";
import { PageArgs } from "../../foundation/graphql-kit/page.args.js";
import type { RequestContext } from "../../foundation/graphql-kit/request-context.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { LogEntryConnection, type LogEntryType } from "../audit/log-entry.type.js";
import { ObjectHistories } from "../audit/object-histories.js";
import { UserType } from "./user.type.js";

/** Adds `User.history`. */
@Resolver(() => UserType)
export class UserHistoryResolver {
  private readonly histories: ObjectHistories;

  constructor(database: Database) {
    const guardedFields = { groups: "auth.view_group", permissions: "auth.view_permission" };
    this.histories = new ObjectHistories(database, { type: "auth.user", guardedFields });
  }

  @FieldResolver(() => LogEntryConnection, {
    nullable: true,
    description:
      "What was done to the user, newest first, without log-ins; null unless you hold `auth.view_user`. Groups and permissions are " +
      "left out for who may not see them.",
  })
  async history(
    @Root() user: UserType,
    @Args(() => PageArgs, { validate: false }) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<LogEntryType>> {
    await requirePermission(context, "auth.view_user");
    return this.histories.page(user.key, page, context);
  }
}
