import { isUuid } from "../kernel/ids.js";

/**
 * The opaque `ID` that clients see: type and key together, so that ids are unique over all types and caches of clients can use
 * them as they are (Relay's global object identification).
 */
export function toNodeId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString("base64url");
}

/** The key inside a node id of the given type; undefined for ids of other types and for anything else a caller may send. */
export function keyOfNodeId(type: string, id: string): string | undefined {
  const text = Buffer.from(id.slice(0, 200), "base64url").toString();
  const key = text.startsWith(`${type}:`) ? text.slice(type.length + 1) : "";
  return isUuid(key) ? key : undefined;
}
