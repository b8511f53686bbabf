import { ArrayMaxSize, MaxLength, ValidateNested } from "class-validator";
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";

import { absurdLength } from "../../../foundation/graphql-kit/absurd-length.js";
import { RequirePermission } from "../../../foundation/graphql-kit/access.js";
import { keyOfNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { type RequestContext, requireUserId } from "../../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../../foundation/graphql-kit/user-error.type.js";
import { mostExtraPermissions } from "../../permissions/model-rules.js";
import type { ResourceTypeRecord } from "../../permissions/resource-type-record.js";
import { ResourceTypeType, toResourceTypeType } from "../../permissions/resource-type.type.js";
import type { ResourceTypeEditingService } from "./resource-type-editing.service.js";

@InputType({ description: "A permission of a resource type beside the four that all have." })
class ResourcePermissionInput {
  @Field(() => String, {
    description: "Its name within the app: lower-case letters, digits and underscores, at most 100. Unique in the app.",
  })
  @MaxLength(absurdLength)
  codename!: string;

  @Field(() => String, { description: "What people call it, such as `Can refund order`; at most 255 characters." })
  @MaxLength(absurdLength)
  label!: string;
}

@InputType({ description: "A resource type to be made." })
class CreateResourceTypeInput {
  @Field(() => String, {
    description: "The app: lower-case letters, digits and underscores, at most 100. Those of Gatehouse, such as `auth`, are taken.",
  })
  @MaxLength(absurdLength)
  appLabel!: string;

  @Field(() => String, { description: "The model: lower-case letters, digits and underscores, at most 93. Unique in the app." })
  @MaxLength(absurdLength)
  model!: string;

  @Field(() => String, { description: "What people call one such object, such as `order`; at most 100 characters." })
  @MaxLength(absurdLength)
  label!: string;

  @Field(() => [ResourcePermissionInput], {
    defaultValue: [],
    description: `Permissions beside \`add_…\`, \`change_…\`, \`delete_…\` and \`view_…\`; at most ${mostExtraPermissions}.`,
  })
  @ArrayMaxSize(mostExtraPermissions)
  @ValidateNested({ each: true })
  permissions!: ResourcePermissionInput[];
}

@InputType({ description: "Changes of a resource type; absent fields stay as they are. Its name stays in any case." })
class UpdateResourceTypeInput {
  @Field(() => ID, { description: "Which resource type." })
  id!: string;

  @Field(() => String, { nullable: true, description: "What people call one such object; the labels of the four permissions follow." })
  @MaxLength(absurdLength)
  label?: string | null;

  @Field(() => [ResourcePermissionInput], { nullable: true, description: "New permissions, which nobody is given." })
  @ArrayMaxSize(mostExtraPermissions)
  @ValidateNested({ each: true })
  addPermissions?: ResourcePermissionInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Permissions to delete, by codename, none of the four. Whoever was given one is so no more.",
  })
  @ArrayMaxSize(mostExtraPermissions)
  removePermissions?: string[] | null;
}

@InputType({ description: "Which resource type to delete." })
class DeleteResourceTypeInput {
  @Field(() => ID, { description: "Id of a resource type that no code registers." })
  id!: string;
}

@ObjectType()
abstract class ChangedResourceTypePayload implements Payload {
  @Field(() => ResourceTypeType, { nullable: true, description: "The resource type as it is now; null when nothing was done." })
  resourceType?: ResourceTypeType | null;

  @Field(() => [UserErrorType], {
    description:
      "Everything that is wrong with the input, `ALREADY_TAKEN`, and for changes `NOT_FOUND`, or `OUT_OF_SCOPE` for types in code.",
  })
  userErrors!: UserErrorType[];
}

@ObjectType({ description: "Answer of `createResourceType`." })
class CreateResourceTypePayload extends ChangedResourceTypePayload {}

@ObjectType({ description: "Answer of `updateResourceType`." })
class UpdateResourceTypePayload extends ChangedResourceTypePayload {}

@ObjectType({ description: "Answer of `deleteResourceType`." })
class DeleteResourceTypePayload implements Payload {
  @Field(() => ID, { nullable: true, description: "Id of the deleted resource type; null when none was." })
  deletedResourceTypeId?: string | null;

  @Field(() => [UserErrorType], { description: "`NOT_FOUND`, or `OUT_OF_SCOPE` for types in code." })
  userErrors!: UserErrorType[];
}

/** The forms in which staff makes, changes and deletes resource types. */
@Resolver()
export class ResourceTypeEditingResolver {
  constructor(private readonly resourceTypeEditing: ResourceTypeEditingService) {}

  @RequirePermission("contenttypes.add_contenttype")
  @Mutation(() => CreateResourceTypePayload, {
    description: "Makes a resource type for objects of a system of yours, with permissions that nobody is given yet.",
  })
  async createResourceType(
    @Arg("input", () => CreateResourceTypeInput, { description: "The resource type." }) form: CreateResourceTypeInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateResourceTypePayload> {
    return payloadOf(async () => {
      return payloadWith(await this.resourceTypeEditing.create({ actorId: requireUserId(context), form, source: context.source }));
    });
  }

  @RequirePermission("contenttypes.change_contenttype")
  @Mutation(() => UpdateResourceTypePayload, { description: "Changes a resource type that no code registers." })
  async updateResourceType(
    @Arg("input", () => UpdateResourceTypeInput, { description: "Which, and the changes." }) input: UpdateResourceTypeInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateResourceTypePayload> {
    return payloadOf(async () => {
      const form = {
        id: keyOfNodeId("ResourceType", input.id) ?? "",
        label: input.label ?? undefined,
        addPermissions: input.addPermissions ?? undefined,
        removePermissions: input.removePermissions ?? undefined,
      };
      return payloadWith(await this.resourceTypeEditing.update({ actorId: requireUserId(context), form, source: context.source }));
    });
  }

  @RequirePermission("contenttypes.delete_contenttype")
  @Mutation(() => DeleteResourceTypePayload, {
    description: "Deletes a resource type that no code registers, with its permissions: users and groups lose them. The log says who.",
  })
  async deleteResourceType(
    @Arg("input", () => DeleteResourceTypeInput, { description: "Which." }) { id }: DeleteResourceTypeInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteResourceTypePayload> {
    return payloadOf(async () => {
      const form = { id: keyOfNodeId("ResourceType", id) ?? "" };
      await this.resourceTypeEditing.delete({ actorId: requireUserId(context), form, source: context.source });
      return { deletedResourceTypeId: id };
    });
  }
}

function payloadWith(type: ResourceTypeRecord): { resourceType: ResourceTypeType } {
  return { resourceType: toResourceTypeType(type, false) };
}
