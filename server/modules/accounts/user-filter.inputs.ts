import { MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";

import { absurdLength } from "../../foundation/graphql-kit/absurd-length.js";
import { DateTimeRange, StringFilter } from "../../foundation/graphql-kit/filters.inputs.js";
import { keyOfNodeId } from "../../foundation/graphql-kit/node-id.js";
import { HeldPermissionsFilter } from "../permissions/permissions.inputs.js";
import type { UserConditions } from "./user-filter.js";

@InputType({ description: "A condition on the groups of a user." })
export class UserGroupsFilter {
  @Field(() => [ID], { nullable: true, description: "Is in at least one of these, at most 100. An empty list matches nobody." })
  in?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: "True: is in no group at all. False: is in some group." })
  none?: boolean | null;
}

@InputType({
  description:
    "Which users; all conditions that are given must hold, and null is as good as absent, save for `lastLogIn`. " +
    "Filters nest at most 5 levels deep and have at most 50 parts in all.",
})
export class UserFilter {
  @Field(() => [UserFilter], { nullable: true, description: "All of these hold." })
  and?: UserFilter[] | null;

  @Field(() => [UserFilter], { nullable: true, description: "At least one of these holds; an empty list matches nobody." })
  or?: UserFilter[] | null;

  @Field(() => UserFilter, { nullable: true, description: "This does not hold." })
  not?: UserFilter | null;

  @Field(() => StringFilter, { nullable: true, description: "By username." })
  username?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: "By address; it equals an empty text when there is none." })
  email?: StringFilter | null;

  @Field(() => String, {
    nullable: true,
    description: "By the domain of the address, such as `example.com`, ignoring case; an empty text finds those without an address.",
  })
  @MaxLength(absurdLength)
  emailDomain?: string | null;

  @Field(() => StringFilter, { nullable: true, description: "By given name." })
  firstName?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: "By family name." })
  lastName?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: "By the id in the system they were imported from. Here case matters." })
  externalId?: StringFilter | null;

  @Field(() => Boolean, { nullable: true, description: "Whether they may log in." })
  isActive?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether they may enter the admin console." })
  isStaff?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether they hold every permission without being given any." })
  isSuperuser?: boolean | null;

  @Field(() => DateTimeRange, { nullable: true, description: "When the account was made." })
  joinedAt?: DateTimeRange | null;

  @Field(() => DateTimeRange, { nullable: true, description: "When they last logged in; null for those who never did." })
  lastLogIn?: DateTimeRange | null;

  @Field(() => UserGroupsFilter, { nullable: true, description: "By group. Requires `auth.view_group`." })
  groups?: UserGroupsFilter | null;

  @Field(() => HeldPermissionsFilter, {
    nullable: true,
    description:
      "By what they are given, directly or through a group; superusers count only when they are given it. Requires `auth.view_permission`.",
  })
  permissions?: HeldPermissionsFilter | null;
}

/** Reads the ids of groups in a filter; those that name no group match nobody. */
export function toUserConditions({ and, or, not, groups, ...others }: UserFilter): UserConditions {
  return {
    ...others,
    and: and?.map(toUserConditions) ?? null,
    or: or?.map(toUserConditions) ?? null,
    not: not ? toUserConditions(not) : null,
    groups: groups ? { none: groups.none ?? null, in: groups.in?.flatMap((id) => keyOfNodeId("Group", id) ?? []) ?? null } : null,
  };
}
