import { keyOfNodeId } from "../../foundation/graphql-kit/node-id.js";
import type { SqlValues } from "../../foundation/platform/database/sql-values.js";
import { searchConditions } from "../../foundation/platform/database/search-terms.js";
import { listed } from "../../foundation/platform/database/text-condition.js";
import { loggedObjectOf } from "./logged-objects.js";

/** Which entries are wanted; ids are those of the API. */
export interface LogEntryFilterRequest {
  readonly action?: readonly string[] | null;
  readonly outcome?: string | null;
  readonly actorId?: string | null;
  /** Who acted as the actor. */
  readonly impersonatorId?: string | null;
  /** Username at that time. */
  readonly actorName?: string | null;
  readonly objectType?: readonly string[] | null;
  readonly objectId?: string | null;
  readonly search?: string | null;
  readonly from?: Date | null;
  readonly before?: Date | null;
}

/**
 * The conditions in SQL, to be joined by AND.
 *
 * @throws RequestError `BAD_USER_INPUT` for lists that are too long
 */
export function logEntryConditions(filter: LogEntryFilterRequest, values: SqlValues): string[] {
  const conditions = searchConditions(filter.search, ["object_name", "actor_name"], values);
  if (filter.action != null) conditions.push(`action = ANY(${values.add(listed(filter.action))})`);
  if (filter.outcome != null) conditions.push(`outcome = ${values.add(filter.outcome)}`);
  if (filter.actorId != null) conditions.push(`actor_id = ${keyOfUser(filter.actorId, values)}`);
  if (filter.impersonatorId != null) conditions.push(`impersonator_id = ${keyOfUser(filter.impersonatorId, values)}`);
  if (filter.actorName != null) conditions.push(`actor_name = ${values.add(filter.actorName)}`);
  if (filter.objectType != null) conditions.push(`object_type = ANY(${values.add(listed(filter.objectType))})`);
  if (filter.objectId != null) conditions.push(...ofObject(filter.objectId, values));
  if (filter.from != null) conditions.push(`occurred_at >= ${values.add(filter.from)}`);
  if (filter.before != null) conditions.push(`occurred_at < ${values.add(filter.before)}`);
  return conditions;
}

/** Null, which nothing equals, for an id that is none of a user. */
function keyOfUser(id: string, values: SqlValues): string {
  return `${values.add(keyOfNodeId("User", id) ?? null)}::uuid`;
}

/** With the model as well: keys are unique among the objects of one. */
function ofObject(id: string, values: SqlValues): string[] {
  const object = loggedObjectOf(id);
  return object ? [`object_type = ${values.add(object.type)}`, `object_id = ${values.add(object.id)}`] : ["false"];
}
