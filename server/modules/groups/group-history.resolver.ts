import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { requirePermission } from "../../foundation/graphql-kit/access.js";
import type { Connection } from "../../foundation/graphql-kit/connection.js";
import { PageArgs } from "../../foundation/graphql-kit/page.args.js";
import type { RequestContext } from "../../foundation/graphql-kit/request-context.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { LogEntryConnection, type LogEntryType } from "../audit/log-entry.type.js";
import { ObjectHistories } from "../audit/object-histories.js";
import { GroupType } from "./group.type.js";

/** Adds `Group.history`. */
@Resolver(() => GroupType)
export class GroupHistoryResolver {
  private readonly histories: ObjectHistories;

  constructor(database: Database) {
    this.histories = new ObjectHistories(database, { type: "auth.group", guardedFields: { permissions: "auth.view_permission" } });
  }

  @FieldResolver(() => LogEntryConnection, {
    nullable: true,
    description:
      "What was done to the group, newest first; null unless you hold `auth.view_group`. Permissions are left out for who may not see them.",
  })
  async history(
    @Root() group: GroupType,
    @Args(() => PageArgs, { validate: false }) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<LogEntryType>> {
    await requirePermission(context, "auth.view_group");
    return this.histories.page(group.key, page, context);
  }
}
