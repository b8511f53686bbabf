import { GraphQLSafeInt } from "graphql-scalars";
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";

import { isAllowed, RequireLogin, RequirePermission } from "../../foundation/graphql-kit/access.js";
import { type Connection, toConnection } from "../../foundation/graphql-kit/connection.js";
import { toNodeId } from "../../foundation/graphql-kit/node-id.js";
import { JumpPageArgs } from "../../foundation/graphql-kit/page.args.js";
import type { NodeSource } from "../../foundation/graphql-kit/node-source.js";
import { type OrderDirection, OrderDirectionEnum } from "../../foundation/graphql-kit/order-direction.js";
import { loaderOf, type RequestContext, requireUserId } from "../../foundation/graphql-kit/request-context.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { LogAction } from "./audit.service.js";
import { LogEntryFilter } from "./log-entries.inputs.js";
import { findLogEntries, findNumbers, listLogEntries } from "./log-entries.queries.js";
import { LogEntryConnection, LogEntryType, toLogEntryType } from "./log-entry.type.js";

/** What is done to objects, as opposed to coming and going. */
const objectActions: readonly LogAction[] = ["ADD", "CHANGE", "DELETE", "PASSWORD_CHANGE", "SESSION_REVOKE", "BULK_CHANGE"];

@Resolver(() => LogEntryType)
export class LogEntriesResolver implements NodeSource {
  readonly nodeType = "LogEntry";

  constructor(private readonly database: Database) {}

  @RequirePermission("admin.view_logentry")
  @Query(() => LogEntryConnection, { description: "What was done and tried." })
  async logEntries(
    @Args(() => JumpPageArgs) page: JumpPageArgs,
    @Arg("order", () => OrderDirectionEnum, { defaultValue: "DESC", description: "By time: newest first, unless told otherwise." })
    order: OrderDirection,
    @Arg("filter", () => LogEntryFilter, { nullable: true, description: "Which entries." }) filter?: LogEntryFilter | null,
  ): Promise<Connection<LogEntryType>> {
    return toConnection(await listLogEntries(this.database, { filter: filter ?? {}, order }, page), toLogEntryType);
  }

  @FieldResolver(() => GraphQLSafeInt, {
    nullable: true,
    description: "Place in the log, without gaps from 1; null for the first minute or so, until the entry is sealed.",
  })
  async number(@Root() { key }: LogEntryType, @Ctx() context: RequestContext): Promise<number | null> {
    return loaderOf(context, this.numbersByKey).load(key);
  }

  @RequireLogin()
  @Query(() => [LogEntryType], { description: "What you have done to objects, newest first: the way back to what you worked on." })
  async recentActions(
    @Arg("first", () => Int, { defaultValue: 10, description: "How many; at most 200." }) first: number,
    @Ctx() context: RequestContext,
  ): Promise<LogEntryType[]> {
    const filter = { actorId: toNodeId("User", requireUserId(context)), action: objectActions };
    return toConnection(await listLogEntries(this.database, { filter }, { first }), toLogEntryType).nodes.slice();
  }

  /** Needs `admin.view_logentry`. */
  async findNode(key: string, context: RequestContext): Promise<LogEntryType | null> {
    if (!(await isAllowed(context, "admin.view_logentry"))) return null;
    const row = await loaderOf(context, this.entriesByKey).load(key);
    return row && toLogEntryType(row);
  }

  private readonly entriesByKey = async (keys: readonly string[]) => findLogEntries(this.database, keys);
  private readonly numbersByKey = async (keys: readonly string[]) => findNumbers(this.database, keys);
}
