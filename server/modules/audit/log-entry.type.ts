import { GraphQLDateTime, GraphQLJSON } from "graphql-scalars";
import { Field, ID, ObjectType, registerEnumType } from "type-graphql";

import { connectionTypeOf } from "../../foundation/graphql-kit/connection.js";
import { toNodeId } from "../../foundation/graphql-kit/node-id.js";
import { NodeInterface } from "../../foundation/graphql-kit/node.type.js";
import { type LogAction, logActions } from "./audit.service.js";
import { LogChangeType, toLogChanges } from "./log-change.type.js";
import { nodeTypes } from "./logged-objects.js";

/** The actions as an object whose values are their own names, as GraphQL wants an enum. */
export const LogActionEnum = Object.fromEntries(Object.keys(logActions).map((action) => [action, action])) as {
  readonly [Action in LogAction]: Action;
};

registerEnumType(LogActionEnum, {
  name: "LogAction",
  description: "What was done. New values may be added.",
  valuesConfig: Object.fromEntries(Object.entries(logActions).map(([action, description]) => [action, { description }])),
});

/** Whether what was tried was done. */
export const LogOutcomeEnum = { SUCCESS: "SUCCESS", FAILURE: "FAILURE" } as const;

/** A value of {@link LogOutcomeEnum}. */
export type LogOutcome = keyof typeof LogOutcomeEnum;

registerEnumType(LogOutcomeEnum, {
  name: "LogOutcome",
  description: "Whether what was tried was done.",
  valuesConfig: { SUCCESS: { description: "It was done." }, FAILURE: { description: "It was refused." } },
});

@ObjectType("LogEntry", {
  implements: NodeInterface,
  description: "Something that was done or tried. Never changes, and outlives whatever it speaks of.",
})
export class LogEntryType extends NodeInterface {
  @Field(() => GraphQLDateTime, { description: "When it happened." })
  occurredAt!: Date;

  @Field(() => LogActionEnum, { description: "What was done." })
  action!: LogAction;

  @Field(() => LogOutcomeEnum, { description: "Whether it was done or refused." })
  outcome!: LogOutcome;

  @Field(() => ID, { nullable: true, description: "Id of the user who did it; null when unknown. The user may be gone." })
  actorId!: string | null;

  @Field(() => String, { nullable: true, description: "Username of the actor at that time." })
  actorName!: string | null;

  @Field(() => ID, { nullable: true, description: "Id of the superuser who acted as the actor; null when nobody did." })
  impersonatorId!: string | null;

  @Field(() => String, { nullable: true, description: "Username of that superuser at that time." })
  impersonatorName!: string | null;

  @Field(() => String, { nullable: true, description: "Model of what it was done to, such as `auth.user`." })
  objectType!: string | null;

  @Field(() => ID, { nullable: true, description: "Id of what it was done to; null when nothing was found." })
  objectId!: string | null;

  @Field(() => String, { nullable: true, description: "Name of what it was done to at that time, or the identifier that was typed." })
  objectName!: string | null;

  @Field(() => String, { nullable: true, description: "Address it came from; null when unknown, or when you may not see it." })
  ipAddress!: string | null;

  @Field(() => String, { nullable: true, description: "Program it came from, as that program calls itself; null as with the address." })
  userAgent!: string | null;

  @Field(() => String, { description: "Id of the request, to find everything else it did." })
  requestId!: string;

  @Field(() => GraphQLJSON, { description: "Further facts, such as the names of changed fields. Never a secret." })
  details!: Readonly<Record<string, unknown>>;

  @Field(() => [LogChangeType], { description: "The fields of the object that were changed, with old and new value." })
  changes!: LogChangeType[];

  /** Key of the row, for field resolvers; not a field. */
  key!: string;
}

/** The type of lists of log entries. */
export const LogEntryConnection = connectionTypeOf("LogEntry", () => LogEntryType);

/** A row of the log. */
export interface LogEntryRow {
  readonly id: string;
  readonly occurred_at: Date;
  readonly action: LogAction;
  readonly outcome: LogOutcome;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly impersonator_id: string | null;
  readonly impersonator_name: string | null;
  readonly object_type: string | null;
  readonly object_id: string | null;
  readonly object_name: string | null;
  readonly ip_address: string | null;
  readonly user_agent: string | null;
  readonly request_id: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Shows a row of the log to the API. */
export function toLogEntryType(row: LogEntryRow): LogEntryType {
  return {
    id: toNodeId("LogEntry", row.id),
    key: row.id,
    occurredAt: row.occurred_at,
    action: row.action,
    outcome: row.outcome,
    actorId: row.actor_id && toNodeId("User", row.actor_id),
    actorName: row.actor_name,
    impersonatorId: row.impersonator_id && toNodeId("User", row.impersonator_id),
    impersonatorName: row.impersonator_name,
    objectType: row.object_type,
    objectId: row.object_id && toNodeId(nodeTypes[row.object_type ?? ""] ?? "Object", row.object_id),
    objectName: row.object_name,
    ipAddress: row.ip_address,
    userAgent: row.user_agent,
    requestId: row.request_id,
    details: row.details,
    changes: toLogChanges(row.details),
  };
}
