import { GraphQLDateTime } from "graphql-scalars";
import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";

import { RequirePermission } from "../../foundation/graphql-kit/access.js";
import { type Payload, payloadOf, UserErrorType } from "../../foundation/graphql-kit/user-error.type.js";
import { actorOf } from "../accounts/user-record.js";
import type { SessionContext } from "../sessions/session-context.js";
import type { ExportRequest } from "./export-order.js";
import { ExportLogEntriesInput, ExportUsersInput } from "./list-exports.inputs.js";
import type { ListExportsService } from "./list-exports.service.js";

@ObjectType()
abstract class ExportPayload implements Payload {
  @Field(() => String, {
    nullable: true,
    description: "Where to fetch the file, with a session of your own; null when there are user errors. Others get nothing there.",
  })
  downloadUrl?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "Until when it can be fetched; null when there are user errors." })
  expiresAt?: Date | null;

  @Field(() => [UserErrorType], { description: "`TOO_LONG` when the filter does not fit into a URL." })
  userErrors!: UserErrorType[];
}

@ObjectType({ description: "Answer of `exportUsers`." })
class ExportUsersPayload extends ExportPayload {}

@ObjectType({ description: "Answer of `exportLogEntries`." })
class ExportLogEntriesPayload extends ExportPayload {}

/** Lists as files. */
@Resolver()
export class ListExportsResolver {
  constructor(private readonly listExports: ListExportsService) {}

  @RequirePermission("auth.view_user")
  @Mutation(() => ExportUsersPayload, {
    description:
      "Orders a file of users, which is written while it is fetched. A filter about groups or permissions needs what it needs in " +
      "`users`. Fetching is noted in the log.",
  })
  async exportUsers(
    @Arg("input", () => ExportUsersInput, { description: "Which users, and how." }) input: ExportUsersInput,
    @Ctx() context: SessionContext,
  ): Promise<ExportUsersPayload> {
    return this.order({ list: "users", ...input }, context);
  }

  @RequirePermission("admin.view_logentry")
  @Mutation(() => ExportLogEntriesPayload, {
    description:
      "Orders a file of log entries, which is written while it is fetched: all fields but `changes`, which `details` hold. Fetching is " +
      "noted in the log.",
  })
  async exportLogEntries(
    @Arg("input", () => ExportLogEntriesInput, { description: "Which entries, and how." }) input: ExportLogEntriesInput,
    @Ctx() context: SessionContext,
  ): Promise<ExportLogEntriesPayload> {
    return this.order({ list: "logEntries", ...input }, context);
  }

  private async order(request: ExportRequest, context: SessionContext): Promise<ExportPayload> {
    return payloadOf(async () => {
      const actor = context.live && actorOf(context.live.user);
      const { url, expiresAt } = await this.listExports.order(request, { ...context, actor });
      return { downloadUrl: url, expiresAt };
    });
  }
}
