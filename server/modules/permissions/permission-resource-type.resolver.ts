import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { requirePermission } from "../../foundation/graphql-kit/access.js";
import { loaderOf, type RequestContext } from "../../foundation/graphql-kit/request-context.js";
import { PermissionType } from "./permission.type.js";
import { resourceTypeName } from "./resource-type-record.js";
import { ResourceTypeType, toResourceTypeType } from "./resource-type.type.js";
import type { ResourceTypesService } from "./resource-types.service.js";

/** Adds `Permission.resourceType`. */
@Resolver(() => PermissionType)
export class PermissionResourceTypeResolver {
  constructor(private readonly resourceTypesService: ResourceTypesService) {}

  @FieldResolver(() => ResourceTypeType, {
    nullable: true,
    description: "What kind of object it speaks of; null unless you hold `contenttypes.view_contenttype`.",
  })
  async resourceType(@Root() permission: PermissionType, @Ctx() context: RequestContext): Promise<ResourceTypeType | null> {
    await requirePermission(context, "contenttypes.view_contenttype");
    const type = await loaderOf(context, this.typesByName).load(resourceTypeName(permission));
    return type && toResourceTypeType(type, this.resourceTypesService.isManagedByCode(type));
  }

  private readonly typesByName = async (names: readonly string[]) => this.resourceTypesService.findByNames(names);
}
