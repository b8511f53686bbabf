import { MaxLength } from "class-validator";
import { Args, ArgsType, Field, FieldResolver, Resolver, Root } from "type-graphql";

import { absurdLength } from "../../foundation/graphql-kit/absurd-length.js";
import type { FacetCounts } from "./user-facets.js";
import { UserFacetsType } from "./user-facets.type.js";
import type { UserListsService } from "./user-lists.service.js";
import { UserConnection, type UserList } from "./user.type.js";

@ArgsType()
class FacetsArgs {
  @Field(() => String, { defaultValue: "UTC", description: "Where days, months and years begin, such as `Europe/Berlin`." })
  @MaxLength(absurdLength)
  timeZone!: string;
}

/** Adds `UserConnection.facets`, so that one request fills a whole page of the admin console. */
@Resolver(() => UserConnection)
export class UserFacetsResolver {
  constructor(private readonly userLists: UserListsService) {}

  @FieldResolver(() => UserFacetsType, {
    nullable: true,
    description: "What each choice of the filter would leave; null for lists that are not `users`.",
  })
  async facets(@Root() { selection }: UserList, @Args(() => FacetsArgs) { timeZone }: FacetsArgs): Promise<{ facets: FacetCounts } | null> {
    return selection ? { facets: await this.userLists.facetsOf(selection, timeZone) } : null;
  }
}
