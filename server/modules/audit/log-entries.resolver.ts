import { Arg, Args, Ctx, Int, Query, Resolver } from "type-graphql";

import { RequireLogin, RequirePermission } from "../../foundation/graphql-kit/access.js";
import { type Connection, connectionTypeOf, toConnection } from "../../foundation/graphql-kit/connection.js";
import { toNodeId } from "../../foundation/graphql-kit/node-id.js";
import { JumpPageArgs } from "../../foundation/graphql-kit/page.args.js";
import { type RequestContext, requireUserId } from "../../foundation/graphql-kit/request-context.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { LogAction } from "./audit.service.js";
import { LogEntryFilter } from "./log-entries.inputs.js";
import { listLogEntries } from "./log-entries.queries.js";
import { LogEntryType, toLogEntryType } from "./log-entry.type.js";

const LogEntryConnection = connectionTypeOf("LogEntry", () => LogEntryType);

/** What is done to objects, as opposed to coming and going. */
const objectActions: readonly LogAction[] = ["ADD", "CHANGE", "DELETE", "PASSWORD_CHANGE", "SESSION_REVOKE", "BULK_CHANGE"];

@Resolver(() => LogEntryType)
export class LogEntriesResolver {
  constructor(private readonly database: Database) {}

  @RequirePermission("admin.view_logentry")
  @Query(() => LogEntryConnection, { description: "What was done and tried, newest first." })
  async logEntries(
    @Args(() => JumpPageArgs) page: JumpPageArgs,
    @Arg("filter", () => LogEntryFilter, { nullable: true, description: "Which entries." }) filter?: LogEntryFilter | null,
  ): Promise<Connection<LogEntryType>> {
    return toConnection(await listLogEntries(this.database, filter ?? {}, page), toLogEntryType);
  }

  @RequireLogin()
  @Query(() => [LogEntryType], { description: "What you have done to objects, newest first: the way back to what you worked on." })
  async recentActions(
    @Arg("first", () => Int, { defaultValue: 10, description: "How many; at most 200." }) first: number,
    @Ctx() context: RequestContext,
  ): Promise<LogEntryType[]> {
    const filter = { actorId: toNodeId("User", requireUserId(context)), action: objectActions };
    return toConnection(await listLogEntries(this.database, filter, { first }), toLogEntryType).nodes.slice();
  }
}
