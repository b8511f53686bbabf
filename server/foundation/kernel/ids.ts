import { v7 } from "uuid";

/** A new primary key: UUIDv7 (RFC 9562), so keys made later sort later and index pages fill in order. */
export function newId(): string {
  return v7();
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Tells whether a text may be handed to a `uuid` column; anything else would be refused by PostgreSQL with an error. */
export function isUuid(text: string): boolean {
  return uuidShape.test(text);
}
