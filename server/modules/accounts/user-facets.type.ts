import { GraphQLDateTime } from "graphql-scalars";
import { Ctx, Extensions, Field, Int, ObjectType, registerEnumType } from "type-graphql";

import { requirePermission } from "../../foundation/graphql-kit/access.js";
import type { RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { toGroupRecord } from "../groups/group-record.js";
import { GroupType, toGroupType } from "../groups/group.type.js";
import { type DateChoiceCount, type FacetCounts, type FlagCounts, mostCounted } from "./user-facets.js";

const DateChoiceEnum = {
  ANY: "ANY",
  TODAY: "TODAY",
  PAST_7_DAYS: "PAST_7_DAYS",
  THIS_MONTH: "THIS_MONTH",
  THIS_YEAR: "THIS_YEAR",
  NEVER: "NEVER",
} as const;

registerEnumType(DateChoiceEnum, {
  name: "DateChoice",
  description: "A choice of a filter by time.",
  valuesConfig: {
    ANY: { description: "Whenever, or never." },
    TODAY: { description: "Since the day began." },
    PAST_7_DAYS: { description: "Today or on one of the seven days before it." },
    THIS_MONTH: { description: "Since the month began." },
    THIS_YEAR: { description: "Since the year began." },
    NEVER: { description: "Never." },
  },
});

@ObjectType("FlagFacet", { description: "How many users have a flag." })
class FlagFacetType implements FlagCounts {
  @Field(() => Int, { description: "How many have it." })
  trueCount!: number;

  @Field(() => Int, { description: "How many have it not." })
  falseCount!: number;
}

@ObjectType("DateFacetChoice", { description: "How many users a choice of time would leave." })
class DateFacetChoiceType {
  @Field(() => DateChoiceEnum, { description: "The choice." })
  choice!: keyof typeof DateChoiceEnum;

  @Field(() => GraphQLDateTime, { nullable: true, description: "Where the span begins, for the filter; null for ANY and NEVER." })
  from!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "Where the span ends, for the filter; null for ANY and NEVER." })
  before!: Date | null;

  @Field(() => Int, { description: "How many users it would leave." })
  count!: number;
}

@ObjectType("EmailDomainFacetChoice", { description: "How many users have an address of a domain." })
class EmailDomainFacetChoiceType {
  @Field(() => String, { description: "The domain, in lower case." })
  domain!: string;

  @Field(() => Int, { description: "How many users have an address there." })
  count!: number;
}

@ObjectType("GroupFacetChoice", { description: "How many users are in a group." })
class GroupFacetChoiceType {
  @Field(() => GroupType, { description: "The group." })
  group!: GroupType;

  @Field(() => Int, { description: "How many users are in it." })
  count!: number;
}

@ObjectType("GroupFacet", { description: "How many users are in which group." })
class GroupFacetType {
  @Field(() => [GroupFacetChoiceType], { description: "The first 100 groups by name." })
  @Extensions({ rows: mostCounted.groups })
  choices!: GroupFacetChoiceType[];

  @Field(() => Int, { description: "How many users are in no group." })
  none!: number;
}

/** Each facet reads the whole list, as a total does. */
const countingCost = 10;

@ObjectType("UserFacets", {
  description:
    "What each choice of a filter would leave of a list of users: counted with the search and all other parts of the filter, but " +
    "without the part that the choice belongs to. Only fields on top of the filter are such parts; what stands inside `and`, `or` " +
    "and `not` always counts. Computed only when selected.",
})
export class UserFacetsType {
  facets!: FacetCounts;

  @Extensions({ cost: countingCost })
  @Field(() => FlagFacetType, { description: "Choices of the filter `isStaff`." })
  async isStaff(): Promise<FlagFacetType> {
    return this.facets.countFlag("isStaff");
  }

  @Extensions({ cost: countingCost })
  @Field(() => FlagFacetType, { description: "Choices of the filter `isSuperuser`." })
  async isSuperuser(): Promise<FlagFacetType> {
    return this.facets.countFlag("isSuperuser");
  }

  @Extensions({ cost: countingCost })
  @Field(() => FlagFacetType, { description: "Choices of the filter `isActive`." })
  async isActive(): Promise<FlagFacetType> {
    return this.facets.countFlag("isActive");
  }

  @Extensions({ cost: countingCost })
  @Field(() => [DateFacetChoiceType], { description: "Choices of the filter `joinedAt`." })
  async joinedAt(): Promise<DateFacetChoiceType[]> {
    return (await this.facets.countDates("joinedAt")).map(toDateFacetChoice);
  }

  @Extensions({ cost: countingCost })
  @Field(() => [DateFacetChoiceType], { description: "Choices of the filter `lastLogIn`." })
  async lastLogIn(): Promise<DateFacetChoiceType[]> {
    return (await this.facets.countDates("lastLogIn")).map(toDateFacetChoice);
  }

  @Extensions({ cost: countingCost })
  @Field(() => [EmailDomainFacetChoiceType], { description: "Choices of the filter `emailDomain`: the 20 domains of most users." })
  async emailDomain(): Promise<EmailDomainFacetChoiceType[]> {
    return this.facets.countEmailDomains();
  }

  @Extensions({ cost: countingCost })
  @Field(() => GroupFacetType, { nullable: true, description: "Choices of the filter `groups`; null unless you hold `auth.view_group`." })
  async groups(@Ctx() context: RequestContext): Promise<GroupFacetType> {
    await requirePermission(context, "auth.view_group");
    const [choices, none] = await Promise.all([this.facets.countGroups(), this.facets.countGroupless()]);
    return { choices: choices.map(({ group, count }) => ({ group: toGroupType(toGroupRecord(group)), count })), none };
  }
}

function toDateFacetChoice({ choice, span, count }: DateChoiceCount): DateFacetChoiceType {
  return { choice, from: span?.from ?? null, before: span?.before ?? null, count };
}
