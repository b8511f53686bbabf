import { ArrayMaxSize, MaxLength } from "class-validator";
import { GraphQLDateTime } from "graphql-scalars";
import { Field, ID, InputType } from "type-graphql";

import type { LogAction } from "./audit.service.js";
import { LogActionEnum, type LogOutcome, LogOutcomeEnum } from "./log-entry.type.js";

@InputType({ description: "Which log entries are wanted; every given condition must hold." })
export class LogEntryFilter {
  @Field(() => [LogActionEnum], { nullable: true, description: "One of these actions." })
  @ArrayMaxSize(100)
  action?: LogAction[] | null;

  @Field(() => LogOutcomeEnum, { nullable: true, description: "Done, or refused." })
  outcome?: LogOutcome | null;

  @Field(() => ID, { nullable: true, description: "Done by this user." })
  actorId?: string | null;

  @Field(() => ID, { nullable: true, description: "Done by this superuser while acting as somebody else." })
  impersonatorId?: string | null;

  @Field(() => [String], { nullable: true, description: "Done to an object of one of these models, such as `auth.user`; at most 100." })
  @ArrayMaxSize(100)
  objectType?: string[] | null;

  @Field(() => ID, { nullable: true, description: "Done to this object." })
  objectId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Words that must all occur in the names of object and actor at that time, ignoring case.",
  })
  @MaxLength(1000)
  search?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "At this time or later." })
  from?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "Before this time." })
  before?: Date | null;
}
