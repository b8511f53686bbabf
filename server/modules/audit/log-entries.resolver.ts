import { GraphQLDateTime } from "graphql-scalars";
import { Arg, Args, Field, ID, InputType, Query, Resolver } from "type-graphql";

import { RequirePermission } from "../../foundation/graphql-kit/access.js";
import { type Connection, connectionTypeOf, toConnection } from "../../foundation/graphql-kit/connection.js";
import { PageArgs } from "../../foundation/graphql-kit/page.args.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { LogAction } from "./audit.service.js";
import { listLogEntries } from "./log-entries.queries.js";
import { LogActionEnum, LogEntryType, type LogOutcome, LogOutcomeEnum, toLogEntryType } from "./log-entry.type.js";

const LogEntryConnection = connectionTypeOf("LogEntry", () => LogEntryType);

@InputType({ description: "Which log entries are wanted; every given condition must hold." })
class LogEntryFilter {
  @Field(() => [LogActionEnum], { nullable: true, description: "One of these actions." })
  action?: LogAction[] | null;

  @Field(() => LogOutcomeEnum, { nullable: true, description: "Done, or refused." })
  outcome?: LogOutcome | null;

  @Field(() => ID, { nullable: true, description: "Done by this user." })
  actorId?: string | null;

  @Field(() => ID, { nullable: true, description: "Done to this object." })
  objectId?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "At this time or later." })
  from?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "Before this time." })
  before?: Date | null;
}

@Resolver(() => LogEntryType)
export class LogEntriesResolver {
  constructor(private readonly database: Database) {}

  @RequirePermission("admin.view_logentry")
  @Query(() => LogEntryConnection, { description: "What was done and tried, newest first." })
  async logEntries(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => LogEntryFilter, { nullable: true, description: "Which entries." }) filter?: LogEntryFilter | null,
  ): Promise<Connection<LogEntryType>> {
    return toConnection(await listLogEntries(this.database, filter ?? {}, page), toLogEntryType);
  }
}
