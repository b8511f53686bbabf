import { ArrayMaxSize, MaxLength, Min, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";

import { keyOfNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { type RequestContext, requireUserId } from "../../../foundation/graphql-kit/request-context.js";
import { UserErrors } from "../../../foundation/kernel/user-error.js";
import { toUserConditions, UserFilter } from "../../accounts/user-filter.inputs.js";
import type { BulkOrder } from "../bulk/bulk-kinds.js";
import { type ManyUsersRequest, mostAtOnce, type WantedUsers } from "./many-users.service.js";

/** Most ids or names that one list of an input holds. */
export const mostTargets = mostAtOnce;

@InputType({
  description:
    "The users of a list: the same `filter` and `search` as in `users`, and it takes the same permissions: `auth.view_user`, and those that " +
    "the filter names. When one of the users is refused, nothing happens to any.",
})
export class UserSelectionInput {
  @Field(() => UserFilter, { nullable: true, description: "Which users." })
  filter?: UserFilter | null;

  @Field(() => String, { nullable: true, description: "Words that must all occur in username, names or address, ignoring case." })
  @MaxLength(1000)
  search?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Says that all users are meant. Needed when neither filter nor search narrows the list.",
  })
  everyone!: boolean;
}

@InputType()
export abstract class ManyUsersInput {
  @Field(() => [ID], {
    nullable: true,
    description: `Ids of users, at most ${mostTargets}. When one of them is refused, nothing happens to any. Either this or \`matching\`.`,
  })
  @ArrayMaxSize(mostTargets)
  ids?: string[] | null;

  @Field(() => UserSelectionInput, {
    nullable: true,
    description: `All users of a list, instead of their ids. More than ${mostAtOnce} are changed after the answer; see \`bulkChange\`.`,
  })
  @ValidateNested()
  matching?: UserSelectionInput | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many users you were shown. `CONFLICT` when they are more or fewer now; `params.count` tells how many.",
  })
  @Min(0)
  expectedCount?: number | null;
}

/**
 * The request of an input that names users; `""`, which is nobody's key, stands for every id that is none.
 *
 * @throws UserErrors `REQUIRED` at `input.ids` or `INVALID` at `input.matching` when it does not name them in exactly one way
 */
export function requestOf(order: BulkOrder, input: ManyUsersInput, context: RequestContext): ManyUsersRequest {
  const expectedCount = input.expectedCount ?? null;
  return { actorId: requireUserId(context), order, wanted: wantedOf(input), expectedCount, source: context.source };
}

function wantedOf({ ids, matching }: ManyUsersInput): WantedUsers {
  if (ids != null && matching != null) throw new UserErrors([{ ...twoWays, path: ["input", "matching"] }]);
  if (matching != null) {
    const { filter, search = null, everyone } = matching;
    return { matching: { filter: filter ? toUserConditions(filter) : null, search, everyone } };
  }
  if (ids == null) throw new UserErrors([{ ...noWay, path: ["input", "ids"] }]);
  return { ids: ids.map((id) => keyOfNodeId("User", id) ?? "") };
}

const twoWays = { code: "INVALID", message: "Give either ids or matching, not both." } as const;
const noWay = { code: "REQUIRED", message: "Give ids, or matching for all users of a list." } as const;
