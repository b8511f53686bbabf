import { GraphQLDateTime } from "graphql-scalars";
import { Field, InputType } from "type-graphql";

import type { TextCondition } from "../platform/database/text-condition.js";

@InputType({ description: "Conditions on a text, ignoring case; all that are given must hold. Texts of up to 300 characters." })
export class StringFilter implements TextCondition {
  @Field(() => String, { nullable: true, description: "The whole text." })
  equals?: string | null;

  @Field(() => String, { nullable: true, description: "Occurs anywhere in the text." })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: "The text begins with it." })
  startsWith?: string | null;

  @Field(() => [String], { nullable: true, description: "The whole text is one of these, at most 100; an empty list matches nothing." })
  in?: string[] | null;
}

@InputType({ description: "A span of time; without an end it is open on that side." })
export class DateTimeRange {
  @Field(() => GraphQLDateTime, { nullable: true, description: "Begins here, inclusive." })
  from?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "Ends before this moment." })
  before?: Date | null;
}
