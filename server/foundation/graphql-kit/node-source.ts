import type { NodeInterface } from "./node.type.js";
import type { RequestContext } from "./request-context.js";

/** Gives the objects of one type to `node` and `nodes`. */
export interface NodeSource {
  /** Name of the type in the schema, which is also the one in its node ids. */
  readonly nodeType: string;
  /** The object with a key; null when it is not there or the caller may not see it, with nothing to tell the two apart. */
  findNode(key: string, context: RequestContext): Promise<NodeInterface | null>;
}
