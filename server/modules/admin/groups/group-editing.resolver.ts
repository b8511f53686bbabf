import { ArrayMaxSize, MaxLength } from "class-validator";
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";

import { absurdLength } from "../../../foundation/graphql-kit/absurd-length.js";
import { RequirePermission } from "../../../foundation/graphql-kit/access.js";
import { keyOfNodeId, toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { type RequestContext, requireUserId } from "../../../foundation/graphql-kit/request-context.js";
import { type Payload, payloadOf, UserErrorType } from "../../../foundation/graphql-kit/user-error.type.js";
import { GroupType, toGroupType } from "../../groups/group.type.js";
import type { ChangedGroupForm, GroupEditingService } from "./group-editing.service.js";
import { mostTargets } from "../many-users/many-users.inputs.js";

@InputType({ description: "A group to be made." })
class CreateGroupInput {
  @Field(() => String, { description: "What people call it, at most 150 characters; unique." })
  @MaxLength(absurdLength)
  name!: string;

  @Field(() => [String], { defaultValue: [], description: "What the members may do: names of permissions. You can give what you hold." })
  @ArrayMaxSize(mostTargets)
  permissions!: string[];
}

@InputType({ description: "Changes of a group; absent fields stay as they are." })
class UpdateGroupInput {
  @Field(() => ID, { description: "Which group." })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: "`Group.version` as you saw it: if it is another by now, nothing is changed. Absent to overwrite.",
  })
  version?: number | null;

  @Field(() => String, { nullable: true, description: "What people call it, at most 150 characters; unique." })
  @MaxLength(absurdLength)
  name?: string | null;

  @Field(() => [String], { nullable: true, description: "All that the members may do: names of permissions. You can give what you hold." })
  @ArrayMaxSize(mostTargets)
  permissions?: string[] | null;

  @Field(() => [String], { nullable: true, description: "What the members may do besides. You can give what you hold." })
  @ArrayMaxSize(mostTargets)
  addPermissions?: string[] | null;

  @Field(() => [String], { nullable: true, description: "What the members may do no more." })
  @ArrayMaxSize(mostTargets)
  removePermissions?: string[] | null;
}

@InputType({ description: "Which groups to delete." })
class DeleteGroupsInput {
  @Field(() => [ID], { description: `Ids of groups, at most ${mostTargets}. When one of them is refused, nothing happens to any.` })
  @ArrayMaxSize(mostTargets)
  ids!: string[];
}

@ObjectType()
abstract class ChangedGroupPayload implements Payload {
  @Field(() => GroupType, { nullable: true, description: "The group as it is now; null when nothing was done." })
  group?: GroupType | null;

  @Field(() => [UserErrorType], {
    description: "Everything that is wrong with the input, `ALREADY_TAKEN`, `OUT_OF_SCOPE`, and for changes `NOT_FOUND` or `CONFLICT`.",
  })
  userErrors!: UserErrorType[];
}

@ObjectType({ description: "Answer of `createGroup`." })
class CreateGroupPayload extends ChangedGroupPayload {}

@ObjectType({ description: "Answer of `updateGroup`." })
class UpdateGroupPayload extends ChangedGroupPayload {}

@ObjectType({ description: "Answer of `deleteGroups`." })
class DeleteGroupsPayload implements Payload {
  @Field(() => [ID], { nullable: true, description: "Ids of the deleted groups; null when none was." })
  deletedGroupIds?: string[] | null;

  @Field(() => [UserErrorType], { description: "`NOT_FOUND`, with the place of the id in the path." })
  userErrors!: UserErrorType[];
}

/** The forms in which staff makes, changes and deletes groups. */
@Resolver()
export class GroupEditingResolver {
  constructor(private readonly groupEditing: GroupEditingService) {}

  @RequirePermission("auth.add_group")
  @Mutation(() => CreateGroupPayload, { description: "Makes a group." })
  async createGroup(
    @Arg("input", () => CreateGroupInput, { description: "The group." }) form: CreateGroupInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateGroupPayload> {
    return payloadOf(async () => {
      const request = { actorId: requireUserId(context), form, source: context.source };
      return { group: toGroupType(await this.groupEditing.create(request)) };
    });
  }

  @RequirePermission("auth.change_group")
  @Mutation(() => UpdateGroupPayload, { description: "Changes a group, for all members at once." })
  async updateGroup(
    @Arg("input", () => UpdateGroupInput, { description: "Which group, and the changes." }) input: UpdateGroupInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateGroupPayload> {
    return payloadOf(async () => {
      const request = { actorId: requireUserId(context), form: toChangedGroupForm(input), source: context.source };
      return { group: toGroupType(await this.groupEditing.update(request)) };
    });
  }

  @RequirePermission("auth.delete_group")
  @Mutation(() => DeleteGroupsPayload, { description: "Deletes groups. Their members stay, and lose what the groups gave." })
  async deleteGroups(
    @Arg("input", () => DeleteGroupsInput, { description: "Which." }) { ids }: DeleteGroupsInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteGroupsPayload> {
    return payloadOf(async () => {
      const groupIds = ids.map((id) => keyOfNodeId("Group", id) ?? "");
      const deleted = await this.groupEditing.delete({ actorId: requireUserId(context), groupIds, source: context.source });
      return { deletedGroupIds: deleted.map(({ id }) => toNodeId("Group", id)) };
    });
  }
}

function toChangedGroupForm({ id, version, name, permissions, addPermissions, removePermissions }: UpdateGroupInput): ChangedGroupForm {
  return {
    id: keyOfNodeId("Group", id) ?? "",
    version: version ?? null,
    name: name ?? undefined,
    permissions: permissions ?? undefined,
    addPermissions: addPermissions ?? undefined,
    removePermissions: removePermissions ?? undefined,
  };
}
