import { GraphQLDateTime } from "graphql-scalars";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";

import { connectionTypeOf } from "../../../foundation/graphql-kit/connection.js";
import { toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { NodeInterface } from "../../../foundation/graphql-kit/node.type.js";
import { type BulkChangeRecord, type BulkState, bulkStates } from "./bulk-change-record.js";
import { type BulkKind, bulkKinds } from "./bulk-kinds.js";
import type { SkippedUser } from "../staff/target-users.js";

/** The kinds as an object whose values are their own names, as GraphQL wants an enum. */
const BulkKindEnum = Object.fromEntries(Object.keys(bulkKinds).map((kind) => [kind, kind])) as { readonly [Kind in BulkKind]: Kind };

registerEnumType(BulkKindEnum, {
  name: "BulkChangeKind",
  description: "Which mutation ordered a bulk change. New values may be added.",
  valuesConfig: Object.fromEntries(Object.entries(bulkKinds).map(([kind, { description }]) => [kind, { description }])),
});

/** As with the kinds. */
const BulkStateEnum = Object.fromEntries(Object.keys(bulkStates).map((state) => [state, state])) as {
  readonly [State in BulkState]: State;
};

registerEnumType(BulkStateEnum, {
  name: "BulkChangeState",
  description: "How far a bulk change is.",
  valuesConfig: Object.fromEntries(Object.entries(bulkStates).map(([state, description]) => [state, { description }])),
});

@ObjectType("SkippedUser", { description: "A user whom a bulk change passed over, because something had changed since all were checked." })
export class SkippedUserType {
  @Field(() => ID, { description: "Id of the user, who may be gone." })
  userId!: string;

  @Field(() => String, { nullable: true, description: "Username at that time; null when there was no such user any more." })
  username!: string | null;

  @Field(() => String, { description: "Why, a code as in `userErrors`: `NOT_FOUND`, `OUT_OF_SCOPE` or `LAST_ADMINISTRATOR`." })
  code!: string;
}

@ObjectType("BulkChange", {
  implements: NodeInterface,
  description: "A change of more users than one transaction takes. It is done batch by batch; each batch is whole, with its log entries.",
})
export class BulkChangeType extends NodeInterface {
  @Field(() => BulkKindEnum, { description: "What is done." })
  kind!: BulkKind;

  @Field(() => BulkStateEnum, { description: "How far it is." })
  state!: BulkState;

  @Field(() => Int, { description: "How many users were selected." })
  total!: number;

  @Field(() => Int, { description: "How many of them are changed." })
  done!: number;

  @Field(() => Int, { description: "How many of them were passed over; see `skipped`." })
  skippedCount!: number;

  @Field(() => ID, { description: "Id of the user who ordered it, who may be gone." })
  actorId!: string;

  @Field(() => String, { description: "Username of the actor at that time." })
  actorName!: string;

  @Field(() => GraphQLDateTime, { description: "When it was ordered." })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When the first batch was done; null before." })
  startedAt!: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: "When it ended, in whatever way; null before. It is forgotten a month later.",
  })
  finishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "Why it could not go on, in English; null unless the state is `FAILED`." })
  failure!: string | null;

  /** Key of the row, for field resolvers; not a field. */
  key!: string;
}

/** The type of lists of bulk changes. */
export const BulkChangeConnection = connectionTypeOf("BulkChange", () => BulkChangeType);

/** Shows a bulk change to the API, field by field. */
export function toBulkChangeType(change: BulkChangeRecord): BulkChangeType {
  return {
    id: toNodeId("BulkChange", change.id),
    key: change.id,
    kind: change.order.kind,
    state: change.state,
    total: change.total,
    done: change.done,
    skippedCount: change.skipped,
    actorId: toNodeId("User", change.actor.id),
    actorName: change.actor.name,
    createdAt: change.createdAt,
    startedAt: change.startedAt,
    finishedAt: change.finishedAt,
    failure: change.failure,
  };
}

/** Shows a skipped user to the API. */
export function toSkippedUserType({ id, username, code }: SkippedUser): SkippedUserType {
  return { userId: toNodeId("User", id), username, code };
}
