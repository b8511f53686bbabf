import { Field, Int, ObjectType } from "type-graphql";

import { connectionTypeOf } from "../../foundation/graphql-kit/connection.js";
import { toNodeId } from "../../foundation/graphql-kit/node-id.js";
import { NodeInterface } from "../../foundation/graphql-kit/node.type.js";
import type { GroupRecord } from "./group-record.js";

@ObjectType("Group", { implements: NodeInterface, description: "A named set of permissions that users can be put into." })
export class GroupType extends NodeInterface {
  @Field(() => String, { description: "What people call it. Unique; names that differ only in case are different names." })
  name!: string;

  @Field(() => Int, { description: "Grows with every change; give it back to `updateGroup`, so that no change of others gets lost." })
  version!: number;

  /** Key of the row, for field resolvers; not a field. */
  key!: string;
}

/** The type of lists of groups. */
export const GroupConnection = connectionTypeOf("Group", () => GroupType);

/** Shows a group to the API. */
export function toGroupType({ id, name, version }: GroupRecord): GroupType {
  return { id: toNodeId("Group", id), key: id, name, version };
}
