import { ArrayMaxSize } from "class-validator";
import { Args, ArgsType, Ctx, Field, ID, Int, ObjectType, Query, registerEnumType, Resolver } from "type-graphql";

import { RequireLogin, requirePermission } from "../../../foundation/graphql-kit/access.js";
import { parseNodeId, toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { toUserErrorType, UserErrorType } from "../../../foundation/graphql-kit/user-error.type.js";
import { requireSession, type SessionContext } from "../../sessions/session-context.js";
import { type DeletableKind, type PreviewCount, type PreviewKind, previewKinds } from "./delete-preview.queries.js";
import type { DeletePreviewService } from "./delete-preview.service.js";
import { mostTargets } from "../many-users/many-users.inputs.js";

const PreviewKindEnum = Object.fromEntries(Object.keys(previewKinds).map((kind) => [kind, kind])) as {
  readonly [Kind in PreviewKind]: Kind;
};

registerEnumType(PreviewKindEnum, {
  name: "DeletePreviewKind",
  description: "A kind of thing that a deletion touches. New values may be added.",
  valuesConfig: Object.fromEntries(Object.entries(previewKinds).map(([kind, label]) => [kind, { description: `${label}.` }])),
});

/** Which types of the schema can be deleted, and what one must hold for it. */
const deletable = {
  User: { kind: "USER", permission: "auth.delete_user" },
  Group: { kind: "GROUP", permission: "auth.delete_group" },
  ResourceType: { kind: "RESOURCE_TYPE", permission: "contenttypes.delete_contenttype" },
} as const satisfies Record<string, { readonly kind: DeletableKind; readonly permission: string }>;

/** More names than anybody reads before they say yes. */
const mostNamed = 100;

@ArgsType()
class DeletePreviewArgs {
  @Field(() => [ID], {
    description: `What to delete: ids of users, or of groups, or of resource types, at least one and at most ${mostTargets}. The first says which.`,
  })
  @ArrayMaxSize(mostTargets)
  ids!: string[];
}

@ObjectType({ description: "How many things of a kind a deletion touches." })
class DeletePreviewCount {
  @Field(() => PreviewKindEnum, { description: "What kind, for programs." })
  kind!: PreviewKind;

  @Field(() => String, { description: "What people call them, in English." })
  label!: string;

  @Field(() => Int, { description: "How many; at least one." })
  count!: number;

  @Field(() => Boolean, { description: "Whether there are even more, which were not counted." })
  isCapped!: boolean;
}

@ObjectType({ description: "One of the objects that would be deleted." })
class DeletePreviewObject {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "What people call it: a username, a name." })
  name!: string;
}

@ObjectType("DeletePreview", { description: "What a deletion would do." })
class DeletePreviewType {
  @Field(() => [DeletePreviewObject], { description: `The objects that are there, in the order of the ids; the first ${mostNamed}.` })
  objects!: DeletePreviewObject[];

  @Field(() => [DeletePreviewCount], { description: "What would be deleted: the objects themselves first, then what goes with them." })
  deleted!: DeletePreviewCount[];

  @Field(() => [DeletePreviewCount], { description: "What speaks of the objects and stays." })
  kept!: DeletePreviewCount[];

  @Field(() => [UserErrorType], {
    description: "What the deletion would be refused with now: the codes of its mutation, with the place of the id in the path.",
  })
  userErrors!: UserErrorType[];
}

/** What a console shows before it deletes. */
@Resolver()
export class DeletePreviewResolver {
  constructor(private readonly deletePreviews: DeletePreviewService) {}

  @RequireLogin()
  @Query(() => DeletePreviewType, {
    description:
      "What deleting objects would do, and why it would be refused. Requires `auth.delete_user` for users, `auth.delete_group` for " +
      "groups, and `contenttypes.delete_contenttype` for resource types.",
  })
  async deletePreview(
    @Args(() => DeletePreviewArgs) { ids }: DeletePreviewArgs,
    @Ctx() context: SessionContext,
  ): Promise<DeletePreviewType> {
    const references = ids.map(parseNodeId);
    const type = references.map((reference) => reference?.type).find(isDeletable) ?? "User";
    const { kind, permission } = deletable[type];
    await requirePermission(context, permission);
    const actor = { user: requireSession(context).user, held: await context.permissions() };
    const keys = references.map((reference) => (reference?.type === type ? reference.key : ""));
    const { objects, deleted, kept, errors } = await this.deletePreviews.preview({ actor, kind, ids: keys });
    return {
      objects: objects.slice(0, mostNamed).map(({ id, name }) => ({ id: toNodeId(type, id), name })),
      deleted: deleted.map(toDeletePreviewCount),
      kept: kept.map(toDeletePreviewCount),
      userErrors: errors.map(toUserErrorType),
    };
  }
}

function isDeletable(type: string | undefined): type is keyof typeof deletable {
  return type !== undefined && Object.hasOwn(deletable, type);
}

function toDeletePreviewCount(count: PreviewCount): DeletePreviewCount {
  return { ...count, label: previewKinds[count.kind] };
}
