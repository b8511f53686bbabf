import { MaxLength } from "class-validator";
import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";

import { absurdLength } from "../../../foundation/graphql-kit/absurd-length.js";
import { RequireLogin } from "../../../foundation/graphql-kit/access.js";
import { type Connection, toConnection } from "../../../foundation/graphql-kit/connection.js";
import { keyOfNodeId } from "../../../foundation/graphql-kit/node-id.js";
import type { NodeSource } from "../../../foundation/graphql-kit/node-source.js";
import { PageArgs } from "../../../foundation/graphql-kit/page.args.js";
import { loaderOf, type RequestContext, requireUserId } from "../../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../../foundation/graphql-kit/user-error.type.js";
import { toBulkChangeRecord } from "./bulk-change-record.js";
import { BulkChangeConnection, BulkChangeType, SkippedUserType, toBulkChangeType, toSkippedUserType } from "./bulk-change.type.js";
import { type BulkChangesService, type BulkViewer, mostSkippedListed } from "./bulk-changes.service.js";

@InputType({ description: "What to stop." })
class CancelBulkChangeInput {
  @Field(() => ID, { description: "Id of a `BulkChange`." })
  @MaxLength(absurdLength)
  id!: string;
}

@ObjectType({ description: "Answer of `cancelBulkChange`." })
class CancelBulkChangePayload implements Payload {
  @Field(() => BulkChangeType, { nullable: true, description: "The bulk change as it ended; null when it was not cancelled." })
  bulkChange?: BulkChangeType | null;

  @Field(() => [UserErrorType], {
    description: "`NOT_FOUND`, `OUT_OF_SCOPE` when it is somebody else's, or `CONFLICT` when it has ended already.",
  })
  userErrors!: UserErrorType[];
}

/** Whose bulk changes are shown. */
const whose = "Yours; those of others as well if you hold `admin.view_logentry`.";

@Resolver(() => BulkChangeType)
export class BulkChangesResolver implements NodeSource {
  readonly nodeType = "BulkChange";

  constructor(private readonly bulkChangesService: BulkChangesService) {}

  @RequireLogin()
  @Query(() => BulkChangeConnection, { description: `The changes of more than a thousand users, newest first. ${whose}` })
  async bulkChanges(@Args(() => PageArgs) page: PageArgs, @Ctx() context: RequestContext): Promise<Connection<BulkChangeType>> {
    const changes = await this.bulkChangesService.list(await viewerOf(context), page);
    return toConnection(changes, (row) => toBulkChangeType(toBulkChangeRecord(row)));
  }

  @RequireLogin()
  @Query(() => BulkChangeType, { nullable: true, description: `How far one of them is; null when there is none with this id. ${whose}` })
  async bulkChange(
    @Arg("id", () => ID, { description: "Id of a `BulkChange`." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<BulkChangeType | null> {
    const key = keyOfNodeId("BulkChange", id);
    return key === undefined ? null : this.findNode(key, context);
  }

  @RequireLogin()
  @Mutation(() => CancelBulkChangePayload, {
    description:
      "Stops a bulk change: what is done stays done, the rest does not happen. For whoever ordered it, and for superusers. " +
      "Waits for the batch that is under way.",
  })
  async cancelBulkChange(
    @Arg("input", () => CancelBulkChangeInput, { description: "What." }) { id }: CancelBulkChangeInput,
    @Ctx() context: RequestContext,
  ): Promise<CancelBulkChangePayload> {
    return payloadOf(async () => {
      const key = keyOfNodeId("BulkChange", id) ?? "";
      return { bulkChange: toBulkChangeType(await this.bulkChangesService.cancel(key, await viewerOf(context), context.source)) };
    });
  }

  @FieldResolver(() => [SkippedUserType], {
    description: `The first ${mostSkippedListed} who were passed over, because they are gone or may not be changed any more.`,
  })
  async skipped(@Root() change: BulkChangeType, @Ctx() context: RequestContext): Promise<SkippedUserType[]> {
    return (await loaderOf(context, this.skippedByKey).load(change.key)).map(toSkippedUserType);
  }

  /** Needs `admin.view_logentry`, save for one's own. */
  async findNode(key: string, context: RequestContext): Promise<BulkChangeType | null> {
    const change = await this.bulkChangesService.find(key, await viewerOf(context));
    return change && toBulkChangeType(change);
  }

  private readonly skippedByKey = async (keys: readonly string[]) => this.bulkChangesService.listSkipped(keys);
}

async function viewerOf(context: RequestContext): Promise<BulkViewer> {
  return { userId: requireUserId(context), seesAll: await context.hasPermission("admin.view_logentry") };
}
