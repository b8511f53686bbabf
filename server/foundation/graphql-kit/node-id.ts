import { isUuid } from "../kernel/ids.js";

/** What a node id names: a type of the schema and the key of one object. */
export interface NodeReference {
  readonly type: string;
  readonly key: string;
}

/**
 * The opaque `ID` that clients see: type and key together, so that ids are unique over all types and caches of clients can use
 * them as they are (Relay's global object identification).
 */
export function toNodeId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString("base64url");
}

/** What a node id names; undefined for anything that {@link toNodeId} did not make. */
export function parseNodeId(id: string): NodeReference | undefined {
  const [type = "", key = "", ...others] = Buffer.from(id.slice(0, 200), "base64url").toString().split(":");
  return isUuid(key) && others.length === 0 ? { type, key } : undefined;
}

/** The key inside a node id of the given type; undefined for ids of other types and for anything else a caller may send. */
export function keyOfNodeId(type: string, id: string): string | undefined {
  const reference = parseNodeId(id);
  return reference?.type === type ? reference.key : undefined;
}
