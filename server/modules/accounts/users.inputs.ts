import { MaxLength } from "class-validator";
import { Field, InputType, registerEnumType } from "type-graphql";

import { absurdLength } from "../../foundation/graphql-kit/absurd-length.js";
import { type OrderDirection, OrderDirectionEnum } from "../../foundation/graphql-kit/order-direction.js";

/** Columns that lists of users can be sorted by. */
export const UserOrderFieldEnum = {
  USERNAME: "USERNAME",
  EMAIL: "EMAIL",
  FIRST_NAME: "FIRST_NAME",
  LAST_NAME: "LAST_NAME",
  IS_STAFF: "IS_STAFF",
  IS_ACTIVE: "IS_ACTIVE",
  JOINED_AT: "JOINED_AT",
  LAST_LOGIN_AT: "LAST_LOGIN_AT",
} as const;

/** A value of {@link UserOrderFieldEnum}. */
export type UserOrderField = keyof typeof UserOrderFieldEnum;

registerEnumType(UserOrderFieldEnum, {
  name: "UserOrderField",
  description: "What a list of users is sorted by.",
  valuesConfig: {
    USERNAME: { description: "By username, ignoring case." },
    EMAIL: { description: "By address, ignoring case; users without one first." },
    FIRST_NAME: { description: "By given name." },
    LAST_NAME: { description: "By family name." },
    IS_STAFF: { description: "Others before staff." },
    IS_ACTIVE: { description: "Inactive before active." },
    JOINED_AT: { description: "Oldest account first." },
    LAST_LOGIN_AT: { description: "Longest absent first; those who never logged in before all." },
  },
});

@InputType({ description: "One key of sorting; later ones decide among equals of the earlier." })
export class UserOrder {
  @Field(() => UserOrderFieldEnum, { description: "What to sort by." })
  field!: UserOrderField;

  @Field(() => OrderDirectionEnum, { defaultValue: "ASC", description: "Smallest or largest first." })
  direction!: OrderDirection;
}

@InputType({ description: "What one user is found by: exactly one of the fields." })
export class UserByInput {
  @Field(() => String, { nullable: true, description: "Address, ignoring case. One that several accounts share finds nobody." })
  @MaxLength(absurdLength)
  email?: string | null;

  @Field(() => String, { nullable: true, description: "Username, ignoring case." })
  @MaxLength(absurdLength)
  username?: string | null;

  @Field(() => String, { nullable: true, description: "The id in the system the user was imported from, such as Django's number." })
  @MaxLength(absurdLength)
  externalId?: string | null;
}
