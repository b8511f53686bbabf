import { Arg, Args, Ctx, Extensions, Field, FieldResolver, ObjectType, Query, registerEnumType, Resolver, Root } from "type-graphql";

import { RequirePermission, requirePermission } from "../../foundation/graphql-kit/access.js";
import { type Connection, toConnection } from "../../foundation/graphql-kit/connection.js";
import { PageArgs } from "../../foundation/graphql-kit/page.args.js";
import { loaderOf, type RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { GroupType, toGroupType } from "../groups/group.type.js";
import { toPermissionRecord } from "../permissions/permission-record.js";
import { PermissionType, toPermissionType } from "../permissions/permission.type.js";
import type { HeldPermissionRow } from "./effective-permissions.queries.js";
import type { UserListsService } from "./user-lists.service.js";
import { toUserRecord } from "./user-record.js";
import { toUserType, UserConnection, UserType } from "./user.type.js";

/** What the cost of a request reckons with: nobody says beforehand how many there are. */
const usually = { permissions: 50, sources: 5 };

const PermissionSourceKindEnum = { SUPERUSER: "SUPERUSER", DIRECT: "DIRECT", GROUP: "GROUP" } as const;

registerEnumType(PermissionSourceKindEnum, {
  name: "PermissionSourceKind",
  description: "What makes a user hold a permission. New values may be added.",
  valuesConfig: {
    SUPERUSER: { description: "Superusers hold every permission." },
    DIRECT: { description: "The user is given it directly." },
    GROUP: { description: "The user is in a group that gives it." },
  },
});

@ObjectType({ description: "One reason for holding a permission." })
class PermissionSource {
  @Field(() => PermissionSourceKindEnum, { description: "What kind of reason." })
  kind!: keyof typeof PermissionSourceKindEnum;

  @Field(() => GroupType, { nullable: true, description: "The group that gives it; null for other reasons." })
  group!: GroupType | null;
}

@ObjectType({ description: "A permission that a user holds, and why." })
class EffectivePermission {
  @Field(() => PermissionType, { description: "What may be done." })
  permission!: PermissionType;

  @Field(() => [PermissionSource], { description: "All reasons, at least one." })
  @Extensions({ rows: usually.sources })
  sources!: PermissionSource[];
}

/** Who may do what, and why. */
@Resolver(() => UserType)
export class EffectivePermissionsResolver {
  constructor(private readonly userLists: UserListsService) {}

  @RequirePermission("auth.view_user")
  @Query(() => UserConnection, {
    description: "The active users who hold a permission, whatever the reason, by username. Requires `auth.view_permission` as well.",
  })
  async usersWithPermission(
    @Arg("permission", () => String, { description: "Name of a permission: `auth.add_user`. Superusers hold even unknown ones." })
    permission: string,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<UserType>> {
    await requirePermission(context, "auth.view_permission");
    return toConnection(await this.userLists.listHolders(permission, page), (row) => toUserType(toUserRecord(row)));
  }

  @Extensions({ rows: usually.permissions })
  @FieldResolver(() => [EffectivePermission], {
    nullable: true,
    description:
      "Everything the user may do, and why; nothing for inactive users. Null unless it is you, or you hold `auth.view_permission` and `auth.view_group`.",
  })
  async effectivePermissions(@Root() user: UserType, @Ctx() context: RequestContext): Promise<EffectivePermission[]> {
    if (user.key !== context.userId) {
      await requirePermission(context, "auth.view_permission");
      await requirePermission(context, "auth.view_group");
    }
    return (await loaderOf(context, this.heldByUsers).load(user.key)).map(toEffectivePermission);
  }

  private readonly heldByUsers = async (userIds: readonly string[]) => this.userLists.listHeldPermissions(userIds);
}

function toEffectivePermission(row: HeldPermissionRow): EffectivePermission {
  const sources: PermissionSource[] = [
    ...(row.is_superuser ? [{ kind: "SUPERUSER" as const, group: null }] : []),
    ...(row.is_direct ? [{ kind: "DIRECT" as const, group: null }] : []),
    ...row.groups.map((group) => ({ kind: "GROUP" as const, group: toGroupType(group) })),
  ];
  return { permission: toPermissionType(toPermissionRecord(row)), sources };
}
