import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";

import { requirePermission } from "../../foundation/graphql-kit/access.js";
import { loaderOf, type RequestContext } from "../../foundation/graphql-kit/request-context.js";
import type { PasswordSummary } from "../passwords/hashers/hasher-list.js";
import type { PasswordSummariesService } from "./password-summaries.service.js";
import { UserType } from "./user.type.js";

@ObjectType("PasswordCost", { description: "One number that says how much work it is to try a password." })
class PasswordCostType {
  @Field(() => String, { description: "What the algorithm calls it: `iterations`, `work factor`, `memory cost`." })
  name!: string;

  @Field(() => Int, { description: "The number." })
  value!: number;
}

@ObjectType("PasswordSummary", { description: "How a password is stored. Nothing of the password, and nothing that helps to guess it." })
class PasswordSummaryType {
  @Field(() => Boolean, { description: "False when no password is set, so that none opens the account." })
  isUsable!: boolean;

  @Field(() => String, { nullable: true, description: "Name of the algorithm; null when no password is set, or no configured one fits." })
  algorithm!: string | null;

  @Field(() => [PasswordCostType], { description: "What the algorithm computes with." })
  cost!: PasswordCostType[];

  @Field(() => String, { nullable: true, description: "Why there is no algorithm, in English, for people; null when there is one." })
  problem!: string | null;
}

/** Adds `User.passwordSummary`. */
@Resolver(() => UserType)
export class PasswordSummaryResolver {
  constructor(private readonly passwordSummaries: PasswordSummariesService) {}

  @FieldResolver(() => PasswordSummaryType, {
    nullable: true,
    description: "How the password is stored; null unless you hold `auth.view_user`.",
  })
  async passwordSummary(@Root() user: UserType, @Ctx() context: RequestContext): Promise<PasswordSummaryType | null> {
    await requirePermission(context, "auth.view_user");
    const summary = await loaderOf(context, this.summariesByUser).load(user.key);
    return summary && toPasswordSummaryType(summary);
  }

  private readonly summariesByUser = async (userIds: readonly string[]) => this.passwordSummaries.list(userIds);
}

function toPasswordSummaryType({ isUsable, algorithm, cost }: PasswordSummary): PasswordSummaryType {
  const problem = isUsable ? "The password is stored in a format that this server does not read." : "No password set.";
  return {
    isUsable,
    algorithm,
    cost: Object.entries(cost).map(([name, value]) => ({ name, value })),
    problem: algorithm === null ? problem : null,
  };
}
