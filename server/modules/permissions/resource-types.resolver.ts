import { MaxLength } from "class-validator";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";

import { isAllowed, RequirePermission, requirePermission } from "../../foundation/graphql-kit/access.js";
import { childPagesOf } from "../../foundation/graphql-kit/child-pages.js";
import { type Connection, toConnection } from "../../foundation/graphql-kit/connection.js";
import { keyOfNodeId } from "../../foundation/graphql-kit/node-id.js";
import type { NodeSource } from "../../foundation/graphql-kit/node-source.js";
import { JumpPageArgs, PageArgs } from "../../foundation/graphql-kit/page.args.js";
import { loaderOf, type RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { toPermissionRecord } from "./permission-record.js";
import { PermissionConnection, type PermissionType, toPermissionType } from "./permission.type.js";
import { type ResourceTypeRecord, toResourceTypeRecord } from "./resource-type-record.js";
import { ResourceTypeConnection, ResourceTypeType, toResourceTypeType } from "./resource-type.type.js";
import type { ResourceTypesService } from "./resource-types.service.js";

@ArgsType()
class ResourceTypesArgs extends JumpPageArgs {
  @Field(() => String, { nullable: true, description: "Words that must all occur in app, model or label, ignoring case." })
  @MaxLength(1000)
  search?: string | null;
}

@Resolver(() => ResourceTypeType)
export class ResourceTypesResolver implements NodeSource {
  readonly nodeType = "ResourceType";

  constructor(private readonly resourceTypesService: ResourceTypesService) {}

  @RequirePermission("contenttypes.view_contenttype")
  @Query(() => ResourceTypeConnection, { description: "The kinds of object that permissions speak of, page by page, by app and model." })
  async resourceTypes(@Args(() => ResourceTypesArgs) args: ResourceTypesArgs): Promise<Connection<ResourceTypeType>> {
    const page = await this.resourceTypesService.list(args.search, args);
    return toConnection(page, (row) => this.show(toResourceTypeRecord(row)));
  }

  @RequirePermission("contenttypes.view_contenttype")
  @Query(() => ResourceTypeType, { nullable: true, description: "One resource type; null when there is none with this id." })
  async resourceType(
    @Arg("id", () => ID, { description: "Id of a `ResourceType`." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<ResourceTypeType | null> {
    const key = keyOfNodeId("ResourceType", id);
    return key === undefined ? null : this.findNode(key, context);
  }

  @FieldResolver(() => PermissionConnection, {
    nullable: true,
    description: "What may be done to such objects; null unless you hold `auth.view_permission`.",
  })
  async permissions(
    @Root() type: ResourceTypeType,
    @Args(() => PageArgs, { validate: false }) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<PermissionType>> {
    await requirePermission(context, "auth.view_permission");
    const permissions = await loaderOf(context, this.permissionsOfTypes).load({ parent: type.key, page });
    return toConnection(permissions, (row) => toPermissionType(toPermissionRecord(row)));
  }

  /** Needs `contenttypes.view_contenttype`. */
  async findNode(key: string, context: RequestContext): Promise<ResourceTypeType | null> {
    if (!(await isAllowed(context, "contenttypes.view_contenttype"))) return null;
    const type = await loaderOf(context, this.typesByKey).load(key);
    return type && this.show(type);
  }

  private show(type: ResourceTypeRecord): ResourceTypeType {
    return toResourceTypeType(type, this.resourceTypesService.isManagedByCode(type));
  }

  private readonly typesByKey = async (keys: readonly string[]) => this.resourceTypesService.findMany(keys);
  private readonly permissionsOfTypes = childPagesOf(async (types, page) => this.resourceTypesService.listPermissions(types, page));
}
