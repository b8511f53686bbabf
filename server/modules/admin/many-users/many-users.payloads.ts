import { Extensions, Field, ObjectType } from "type-graphql";

import { pageSizes } from "../../../foundation/kernel/page.js";
import { type Payload, UserErrorType } from "../../../foundation/graphql-kit/user-error.type.js";
import { toUserType, UserType } from "../../accounts/user.type.js";
import { BulkChangeType, toBulkChangeType } from "../bulk/bulk-change.type.js";
import type { ManyUsersResult } from "./many-users.service.js";

@ObjectType()
export abstract class ManyUsersPayload implements Payload {
  @Field(() => BulkChangeType, {
    nullable: true,
    description:
      "Where these are too many users for one transaction: everybody is checked, and the work goes on after the answer. Null otherwise.",
  })
  bulkChange?: BulkChangeType | null;

  @Field(() => [UserErrorType], {
    description:
      "`NOT_FOUND`, `OUT_OF_SCOPE`, `SELF_ACTION_FORBIDDEN` or `LAST_ADMINISTRATOR`, with the place of the id in the path. With `matching`, the " +
      "first twenty who are refused, by `params.username`; `params.refusedCount` tells how many there are. `CONFLICT` for another count.",
  })
  userErrors!: UserErrorType[];
}

@ObjectType()
export abstract class UsersPayload extends ManyUsersPayload {
  @Field(() => [UserType], {
    nullable: true,
    description: "The users as they are now, by id; null when nothing was changed, or not yet.",
  })
  @Extensions({ rows: pageSizes.most })
  users?: UserType[] | null;
}

/** The payload of changed users. */
export function usersOf({ users, bulkChange }: ManyUsersResult): Pick<UsersPayload, "users" | "bulkChange"> {
  return bulkChange ? bulkChangeOf({ bulkChange }) : { users: users.map((user) => toUserType(user)) };
}

/** What every payload says of the work that goes on after the answer. */
export function bulkChangeOf({ bulkChange }: Pick<ManyUsersResult, "bulkChange">): { bulkChange: BulkChangeType | null } {
  return { bulkChange: bulkChange && toBulkChangeType(bulkChange) };
}
