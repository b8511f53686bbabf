import { v5 } from "uuid";

import { normalizeUsername, usernameKey } from "../accounts/username.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { HistoricalRecord } from "../audit/audit.service.js";
import type { ImportedLogEntry } from "./imported-rows.js";
import type { WritingParts } from "./write-users.js";

/** Names the ids of imported entries (RFC 9562, section 5.5); any constant UUID serves. */
const namespace = "5f1d5f4e-3c5b-5c1e-9f3a-5b8f0e3d7a61";

/**
 * Brings entries of Django's admin into the log, with their own time and with the users and groups they speak of as they are here.
 *
 * @returns how many were new
 */
export async function writeLogEntries(entries: readonly ImportedLogEntry[], parts: WritingParts): Promise<number> {
  if (entries.length === 0) return 0;
  const people = await findPeople(entries, parts);
  return parts.audit.recordAll(entries.map((entry) => toRecord(entry, people, parts)));
}

/** How many entries are not in the log yet. */
export async function countNewLogEntries(entries: readonly ImportedLogEntry[], database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>("SELECT count(*)::int AS count FROM log_entries WHERE id = ANY($1)", [
    entries.map(idOf),
  ]);
  return entries.length - (row?.count ?? 0);
}

interface People {
  readonly byExternalId: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
  readonly byUsernameKey: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
  readonly groupIds: ReadonlyMap<string, string>;
}

async function findPeople(entries: readonly ImportedLogEntry[], { database }: WritingParts): Promise<People> {
  const externalIds = entries.flatMap(({ actor, object }) => [
    ...("externalId" in actor ? [actor.externalId] : []),
    ...("userId" in object ? [object.userId] : []),
  ]);
  const usernameKeys = entries.flatMap(({ actor }) => ("username" in actor ? [keyOf(actor.username)] : []));
  const users = await database.query<{ id: string; username: string; external_id: string | null }>(
    "SELECT id, username, external_id FROM users WHERE external_id = ANY($1) OR username_key = ANY($2)",
    [externalIds, usernameKeys],
  );
  const groupNames = entries.flatMap(({ object }) => ("groupName" in object ? [object.groupName] : []));
  const groups = await database.query<{ id: string; name: string }>("SELECT id, name FROM groups WHERE name = ANY($1)", [groupNames]);
  const people = users.map(({ id, username, external_id: externalId }) => ({ id, name: username, externalId }));
  return {
    byExternalId: new Map(people.flatMap((person) => (person.externalId === null ? [] : [[person.externalId, person]]))),
    byUsernameKey: new Map(people.map((person) => [keyOf(person.name), person])),
    groupIds: new Map(groups.map(({ id, name }) => [name, id])),
  };
}

function toRecord(entry: ImportedLogEntry, people: People, { source }: WritingParts): HistoricalRecord {
  const { externalId, occurredAt, action, actor, object, message } = entry;
  const oldActor = "username" in actor ? actor.username : actor.externalId;
  const person = "username" in actor ? people.byUsernameKey.get(keyOf(oldActor)) : people.byExternalId.get(oldActor);
  return {
    id: idOf(entry),
    occurredAt,
    action,
    actor: person ?? ("username" in actor ? { id: null, name: oldActor } : undefined),
    ...(object.type !== null && { object: { type: object.type, id: objectIdOf(object, people), name: object.name } }),
    source,
    details: { imported: true, externalId, oldActor, oldObject: "userId" in object ? object.userId : object.id, message },
  };
}

/** The same each time the entry is read, and another for an entry of another project with the same old id. */
function idOf({ externalId, occurredAt, object }: ImportedLogEntry): string {
  return v5(JSON.stringify(["django_admin_log", externalId, occurredAt, object]), namespace);
}

/** The key of what is known here; otherwise none, because an old id means nothing to this server. */
function objectIdOf(object: ImportedLogEntry["object"], { byExternalId, groupIds }: People): string | null {
  if ("userId" in object) return byExternalId.get(object.userId)?.id ?? null;
  return (object.groupName !== undefined && groupIds.get(object.groupName)) || null;
}

function keyOf(username: string): string {
  return usernameKey(normalizeUsername(username));
}
