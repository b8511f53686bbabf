import type { GraphQLResolveInfo } from "graphql";
import { ArrayMaxSize, MaxLength } from "class-validator";
import { Arg, Args, ArgsType, Ctx, Field, ID, Info, Query, Resolver } from "type-graphql";

import { isAllowed, RequirePermission, requirePermission } from "../../foundation/graphql-kit/access.js";
import { toConnection } from "../../foundation/graphql-kit/connection.js";
import { keyOfNodeId } from "../../foundation/graphql-kit/node-id.js";
import type { NodeSource } from "../../foundation/graphql-kit/node-source.js";
import { JumpPageArgs } from "../../foundation/graphql-kit/page.args.js";
import { loaderOf, type RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { createFieldFinder } from "../../foundation/graphql-kit/selected.js";
import { onceEach } from "../../foundation/kernel/once-each.js";
import { RequestError } from "../../foundation/kernel/request-error.js";
import { type GroupRow, toGroupRecord } from "../groups/group-record.js";
import { toGroupType } from "../groups/group.type.js";
import type { UserListsService } from "./user-lists.service.js";
import { permissionsToAsk } from "./user-filter.js";
import { toUserConditions, UserFilter } from "./user-filter.inputs.js";
import { type SparedField, sparedFields, toUserRecord, type UserRecord } from "./user-record.js";
import { toUserType, UserConnection, type UserList, UserType } from "./user.type.js";
import { UserByInput, UserOrder } from "./users.inputs.js";
import type { UsersService } from "./users.service.js";

@ArgsType()
class UsersArgs extends JumpPageArgs {
  @Field(() => UserFilter, { nullable: true, description: "Which users; all when absent." })
  filter?: UserFilter | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Words that must all occur, each in at least one of username, first name, last name and address, ignoring case. What stands in " +
      "quotes is one word. At most 20 words; the rest is ignored.",
  })
  @MaxLength(1000)
  search?: string | null;

  @Field(() => [UserOrder], { nullable: true, description: "What to sort by; by username when absent." })
  @ArrayMaxSize(10)
  orderBy?: UserOrder[] | null;
}

const fieldsOfUsers = createFieldFinder(["nodes"], ["edges", "node"]);

const alwaysRead = ["__typename", "id", "username", "firstName", "lastName", "fullName", "email", "isActive", "groups"] as const;

/** Fields that need nothing of a user but themselves and what is always read. Any other field may need all there is. */
const modestFields = new Set<string>([...alwaysRead, ...sparedFields]);

/** What need not be read, because nobody asks for it. */
function spared(asked: ReadonlySet<string>): SparedField[] {
  return [...asked].every((field) => modestFields.has(field)) ? sparedFields.filter((field) => !asked.has(field)) : [];
}

@Resolver(() => UserType)
export class UsersResolver implements NodeSource {
  readonly nodeType = "User";

  constructor(
    private readonly usersService: UsersService,
    private readonly userLists: UserListsService,
  ) {}

  @RequirePermission("auth.view_user")
  @Query(() => UserConnection, { description: "The users, page by page." })
  async users(@Args(() => UsersArgs) args: UsersArgs, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<UserList> {
    const filter = args.filter ? toUserConditions(args.filter) : null;
    for (const permission of filter ? permissionsToAsk(filter) : []) await requirePermission(context, permission);
    const asked = fieldsOfUsers(info);
    const page = await this.userLists.list({ ...args, filter, withGroups: asked.has("groups"), without: spared(asked) }, args);
    // Many users have the same group, which is shown once.
    const showGroup = onceEach((group: GroupRow) => toGroupType(toGroupRecord(group)));
    const connection = toConnection(page, (row) => toUserType(toUserRecord(row), page.groupsOf?.(row)?.map(showGroup)));
    return Object.assign(connection, { selection: { search: args.search, filter } });
  }

  @RequirePermission("auth.view_user")
  @Query(() => UserType, { nullable: true, description: "One user; null when there is none with this id." })
  async user(
    @Arg("id", () => ID, { description: "Id of a `User`." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<UserType | null> {
    const key = keyOfNodeId("User", id);
    return key === undefined ? null : this.findNode(key, context);
  }

  @RequirePermission("auth.view_user")
  @Query(() => UserType, { nullable: true, description: "One user by something else than the id; null when there is none." })
  async userBy(
    @Arg("by", () => UserByInput, { description: "What to look for: exactly one field." }) by: UserByInput,
  ): Promise<UserType | null> {
    const given = [by.email, by.username, by.externalId].filter((value) => value != null);
    if (given.length !== 1) throw new RequestError("BAD_USER_INPUT", "Give exactly one of email, username and externalId.");
    const user = await this.findBy(by);
    return user && toUserType(user);
  }

  /** Needs `auth.view_user`, save for oneself. */
  async findNode(key: string, context: RequestContext): Promise<UserType | null> {
    if (key !== context.userId && !(await isAllowed(context, "auth.view_user"))) return null;
    const user = await loaderOf(context, this.usersByKey).load(key);
    return user && toUserType(user);
  }

  private async findBy({ email, username, externalId }: UserByInput): Promise<UserRecord | null> {
    if (email != null) return this.findByEmail(email);
    if (username != null) return this.usersService.findByUsername(username);
    return this.usersService.findByExternalId(externalId ?? "");
  }

  private async findByEmail(email: string): Promise<UserRecord | null> {
    const [user, ...others] = await this.usersService.findByEmail(email);
    return user && others.length === 0 ? user : null;
  }

  private readonly usersByKey = async (keys: readonly string[]) => this.userLists.findMany(keys);
}
