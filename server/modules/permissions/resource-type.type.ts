import { Field, ObjectType } from "type-graphql";

import { connectionTypeOf } from "../../foundation/graphql-kit/connection.js";
import { toNodeId } from "../../foundation/graphql-kit/node-id.js";
import { NodeInterface } from "../../foundation/graphql-kit/node.type.js";
import { resourceTypeName, type ResourceTypeRecord } from "./resource-type-record.js";

@ObjectType("ResourceType", {
  implements: NodeInterface,
  description: "A kind of object that permissions speak of, here or in a system of yours: Django's content type.",
})
export class ResourceTypeType extends NodeInterface {
  @Field(() => String, { description: "What programs call it, as `app_label.model`: `shop.order`. Unique." })
  name!: string;

  @Field(() => String, { description: "The app it belongs to: `shop`." })
  appLabel!: string;

  @Field(() => String, { description: "Its name within the app: `order`." })
  model!: string;

  @Field(() => String, { description: "What people call one such object: `order`." })
  label!: string;

  @Field(() => Boolean, { description: "Whether the program itself registers it; then it cannot be changed or deleted over the API." })
  isManagedByCode!: boolean;

  /** Key of the row, for field resolvers; not a field. */
  key!: string;
}

/** The type of lists of resource types. */
export const ResourceTypeConnection = connectionTypeOf("ResourceType", () => ResourceTypeType);

/** Shows a resource type to the API. */
export function toResourceTypeType(type: ResourceTypeRecord, isManagedByCode: boolean): ResourceTypeType {
  const { id, appLabel, model, label } = type;
  return { id: toNodeId("ResourceType", id), key: id, name: resourceTypeName(type), appLabel, model, label, isManagedByCode };
}
