import { Field, ID, InterfaceType } from "type-graphql";

import { parseNodeId } from "./node-id.js";

@InterfaceType("Node", {
  description: "An object that can be read again by its id alone (Relay).",
  resolveType: ({ id }: NodeInterface) => parseNodeId(id)?.type,
})
export abstract class NodeInterface {
  @Field(() => ID, { description: "Opaque id, unique over all types." })
  id!: string;
}
