import { Field, ObjectType } from "type-graphql";

import { connectionTypeOf } from "../../foundation/graphql-kit/connection.js";
import { toNodeId } from "../../foundation/graphql-kit/node-id.js";
import { NodeInterface } from "../../foundation/graphql-kit/node.type.js";
import type { PermissionRecord } from "./permission-record.js";

@ObjectType("Permission", { implements: NodeInterface, description: "A thing that may be allowed: an action on a model of an app." })
export class PermissionType extends NodeInterface {
  @Field(() => String, { description: "What programs call it, as `app_label.codename`: `auth.add_user`. Unique." })
  name!: string;

  @Field(() => String, { description: "What people call it: `Can add user`." })
  label!: string;

  @Field(() => String, { description: "The app it belongs to: `auth`." })
  appLabel!: string;

  @Field(() => String, { description: "The model it speaks of: `user`." })
  model!: string;

  @Field(() => String, { description: "Its name within the app: `add_user`." })
  codename!: string;

  /** Key of the row, for field resolvers; not a field. */
  key!: string;
}

/** The type of lists of permissions. */
export const PermissionConnection = connectionTypeOf("Permission", () => PermissionType);

/** Shows a permission to the API. */
export function toPermissionType({ id, appLabel, model, codename, label }: PermissionRecord): PermissionType {
  return { id: toNodeId("Permission", id), key: id, name: `${appLabel}.${codename}`, label, appLabel, model, codename };
}
