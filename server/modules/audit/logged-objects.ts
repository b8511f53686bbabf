import { parseNodeId } from "../../foundation/graphql-kit/node-id.js";

/** GraphQL types of the models that the log speaks of. */
export const nodeTypes: Readonly<Record<string, string>> = {
  "auth.user": "User",
  "auth.group": "Group",
  "contenttypes.contenttype": "ResourceType",
  "sessions.session": "Session",
  "admin.bulkchange": "BulkChange",
};

/** An object as the log names it. */
export interface LoggedObject {
  /** Its model, such as `auth.user`. */
  readonly type: string;
  readonly id: string;
}

/** What an id of the API names; undefined when that is nothing of which the log speaks. */
export function loggedObjectOf(nodeId: string): LoggedObject | undefined {
  const node = parseNodeId(nodeId);
  const [type] = Object.entries(nodeTypes).find(([, nodeType]) => nodeType === node?.type) ?? [];
  return node && type !== undefined ? { type, id: node.key } : undefined;
}
