import { MaxLength } from "class-validator";
import { Field, InputType, registerEnumType } from "type-graphql";

/** No honest form sends a text this long, in UTF-16 units; shorter ones that are still too long get a user error. */
export const absurdLength = 100_000;

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

/** Directions of sorting. */
export const OrderDirectionEnum = { ASC: "ASC", DESC: "DESC" } as const;

/** A value of {@link OrderDirectionEnum}. */
export type OrderDirection = keyof typeof OrderDirectionEnum;

registerEnumType(OrderDirectionEnum, {
  name: "OrderDirection",
  description: "Direction of sorting.",
  valuesConfig: { ASC: { description: "Smallest first." }, DESC: { description: "Largest first." } },
});

@InputType({ description: "One key of sorting; later ones decide among equals of the earlier." })
export class UserOrder {
  @Field(() => UserOrderFieldEnum, { description: "What to sort by." })
  field!: UserOrderField;

  @Field(() => OrderDirectionEnum, { defaultValue: "ASC", description: "Smallest or largest first." })
  direction!: OrderDirection;
}

@InputType({ description: "Changes to the own profile; absent fields stay as they are." })
export class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: "Given name, at most 150 characters." })
  @MaxLength(absurdLength)
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: "Family name, at most 150 characters." })
  @MaxLength(absurdLength)
  lastName?: string | null;
}
