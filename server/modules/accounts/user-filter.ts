import { foldKey } from "../../foundation/kernel/case-fold.js";
import { RequestError } from "../../foundation/kernel/request-error.js";
import type { SqlValues } from "../../foundation/platform/database/sql-values.js";
import {
  type ComparedText,
  ignoringCase,
  listed,
  type TextCondition,
  textConditions,
} from "../../foundation/platform/database/text-condition.js";
import { permissionsNamed } from "../permissions/permissions.queries.js";
import { searchedText } from "./user-search.js";

/** Which users; all conditions that are given must hold. Null is as good as absent, save for `lastLogIn`. */
export interface UserConditions {
  readonly and?: readonly UserConditions[] | null;
  /** An empty list matches nobody. */
  readonly or?: readonly UserConditions[] | null;
  readonly not?: UserConditions | null;
  readonly username?: TextCondition | null;
  readonly email?: TextCondition | null;
  readonly firstName?: TextCondition | null;
  readonly lastName?: TextCondition | null;
  /** What stands behind the `@`, ignoring case; empty for those without an address. */
  readonly emailDomain?: string | null;
  /** Case matters. */
  readonly externalId?: TextCondition | null;
  readonly isActive?: boolean | null;
  readonly isStaff?: boolean | null;
  readonly isSuperuser?: boolean | null;
  readonly joinedAt?: TimeSpan | null;
  /** Null: never. */
  readonly lastLogIn?: TimeSpan | null;
  /** In at least one of the groups with these keys; in no group at all. */
  readonly groups?: { readonly in?: readonly string[] | null; readonly none?: boolean | null } | null;
  /** Is given at least one of the named permissions, directly or through a group. */
  readonly permissions?: { readonly in?: readonly string[] | null } | null;
}

interface TimeSpan {
  readonly from?: Date | null;
  readonly before?: Date | null;
}

const limits = { levels: 5, parts: 50 };

/**
 * The filter as one condition in SQL about the table `users`, never null.
 *
 * @throws RequestError `BAD_USER_INPUT` for filters that are too deep or too long
 */
export function userCondition(filter: UserConditions, values: SqlValues): string {
  const parts = partsOf(filter);
  if (parts.length > limits.parts) {
    throw new RequestError("BAD_USER_INPUT", `A filter has at most ${limits.parts} parts.`, { limit: limits.parts });
  }
  return conditionOf(filter, values);
}

/**
 * What somebody must hold to use a filter: what may not be seen may not be found out by filtering either.
 *
 * @throws RequestError `BAD_USER_INPUT` for filters that are too deep
 */
export function permissionsToAsk(filter: UserConditions): string[] {
  const parts = partsOf(filter);
  return [
    ...(parts.some(({ groups }) => groups != null) ? ["auth.view_group"] : []),
    ...(parts.some(({ permissions }) => permissions != null) ? ["auth.view_permission"] : []),
  ];
}

function partsOf(filter: UserConditions, level = 1): UserConditions[] {
  if (level > limits.levels) {
    throw new RequestError("BAD_USER_INPUT", `Filters nest at most ${limits.levels} levels deep.`, { limit: limits.levels });
  }
  const inner = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not == null ? [] : [filter.not])];
  return [filter, ...inner.flatMap((part) => partsOf(part, level + 1))];
}

function conditionOf(filter: UserConditions, values: SqlValues): string {
  const { and, or, not } = filter;
  const conditions = [...ownConditions(filter, values), ...(and ?? []).map((part) => conditionOf(part, values))];
  if (or != null) conditions.push(or.length === 0 ? "false" : `(${or.map((part) => conditionOf(part, values)).join(" OR ")})`);
  if (not != null) conditions.push(`NOT ${conditionOf(not, values)}`);
  return conditions.length === 0 ? "true" : `(${conditions.join(" AND ")})`;
}

// The keys are folded as they were when they were stored.
const texts: Record<"username" | "email" | "firstName" | "lastName", ComparedText> = {
  username: { expression: "users.username_key", within: searchedText, fold: foldKey },
  email: { expression: "users.email_key", within: searchedText, fold: foldKey },
  firstName: { ...ignoringCase("users.first_name"), within: searchedText },
  lastName: { ...ignoringCase("users.last_name"), within: searchedText },
};

/** The domain of an address as it is compared; empty when there is no address. */
export const emailDomain = "split_part(users.email_key, '@', -1)";

function ownConditions(filter: UserConditions, values: SqlValues): string[] {
  return [
    ...textConditions(texts.username, filter.username, values),
    ...textConditions(texts.email, filter.email, values),
    ...textConditions(texts.firstName, filter.firstName, values),
    ...textConditions(texts.lastName, filter.lastName, values),
    ...textConditions({ expression: emailDomain, fold: foldKey }, { equals: filter.emailDomain ?? null }, values),
    ...externalIdConditions(filter.externalId, values),
    ...flagCondition("users.is_active", filter.isActive),
    ...flagCondition("users.is_staff", filter.isStaff),
    ...flagCondition("users.is_superuser", filter.isSuperuser),
    ...timeConditions("users.joined_at", filter.joinedAt, values),
    ...(filter.lastLogIn === null
      ? ["users.last_login_at IS NULL"]
      : timeConditions("coalesce(users.last_login_at, '-infinity')", filter.lastLogIn, values)),
    ...groupConditions(filter.groups, values),
    ...permissionConditions(filter.permissions?.in, values),
  ];
}

/** Ids are compared as they are. Without one, a user fits none of the conditions, which must be false then, and not null. */
function externalIdConditions(externalId: TextCondition | null | undefined, values: SqlValues): string[] {
  const conditions = textConditions({ expression: "users.external_id", fold: (text) => text }, externalId, values);
  return conditions.length > 0 ? ["users.external_id IS NOT NULL", ...conditions] : [];
}

function flagCondition(column: string, wanted: boolean | null | undefined): string[] {
  return wanted == null ? [] : [wanted ? column : `NOT ${column}`];
}

function timeConditions(time: string, span: TimeSpan | null | undefined, values: SqlValues): string[] {
  if (span == null) return [];
  // Who never logged in is in no span, not even in one that is open at its beginning.
  const conditions = [`${time} > '-infinity'`];
  if (span.from != null) conditions.push(`${time} >= ${values.add(span.from)}`);
  if (span.before != null) conditions.push(`${time} < ${values.add(span.before)}`);
  return conditions;
}

function groupConditions(groups: UserConditions["groups"], values: SqlValues): string[] {
  const conditions: string[] = [];
  if (groups?.in != null) {
    conditions.push(`users.id IN (SELECT user_id FROM user_groups WHERE group_id = ANY(${values.add(listed(groups.in))}::uuid[]))`);
  }
  if (groups?.none != null) {
    conditions.push(`${groups.none ? "NOT " : ""}EXISTS (SELECT 1 FROM user_groups WHERE user_groups.user_id = users.id)`);
  }
  return conditions;
}

function permissionConditions(names: readonly string[] | null | undefined, values: SqlValues): string[] {
  if (names == null) return [];
  const wanted = permissionsNamed(names, values);
  return [
    `users.id IN (
       SELECT user_id FROM user_permissions WHERE permission_id IN (${wanted})
       UNION
       SELECT user_groups.user_id FROM user_groups JOIN group_permissions USING (group_id) WHERE permission_id IN (${wanted})
     )`,
  ];
}
