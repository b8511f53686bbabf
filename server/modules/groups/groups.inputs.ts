import { Field, InputType, registerEnumType } from "type-graphql";

import { StringFilter } from "../../foundation/graphql-kit/filters.inputs.js";
import { type OrderDirection, OrderDirectionEnum } from "../../foundation/graphql-kit/order-direction.js";
import { HeldPermissionsFilter } from "../permissions/permissions.inputs.js";

/** Columns that lists of groups can be sorted by. */
export const GroupOrderFieldEnum = { NAME: "NAME" } as const;

registerEnumType(GroupOrderFieldEnum, {
  name: "GroupOrderField",
  description: "What a list of groups is sorted by. New values may be added.",
  valuesConfig: { NAME: { description: "By name, as a dictionary would." } },
});

@InputType({ description: "One key of sorting; later ones decide among equals of the earlier." })
export class GroupOrder {
  @Field(() => GroupOrderFieldEnum, { description: "What to sort by." })
  field!: keyof typeof GroupOrderFieldEnum;

  @Field(() => OrderDirectionEnum, { defaultValue: "ASC", description: "Smallest or largest first." })
  direction!: OrderDirection;
}

@InputType({ description: "Which groups; all conditions that are given must hold." })
export class GroupFilter {
  @Field(() => StringFilter, { nullable: true, description: "By name." })
  name?: StringFilter | null;

  @Field(() => HeldPermissionsFilter, { nullable: true, description: "By what its members may do. Requires `auth.view_permission`." })
  permissions?: HeldPermissionsFilter | null;
}
