import type { Page, PageRequest } from "../../foundation/kernel/page.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { cursorsOf, type SortColumn } from "../../foundation/platform/database/keyset-cursor.js";
import { keysetPage } from "../../foundation/platform/database/keyset-page.js";
import { orderBy as orderedBy } from "../../foundation/platform/database/list-query.js";
import { searchConditions } from "../../foundation/platform/database/search-terms.js";
import { SqlValues } from "../../foundation/platform/database/sql-values.js";
import { ignoringCase, type TextCondition, textConditions } from "../../foundation/platform/database/text-condition.js";
import { permissionsNamed } from "../permissions/permissions.queries.js";
import { groupColumns, type GroupRecord, type GroupRow } from "./group-record.js";

/** What a list of groups is narrowed and sorted by. */
export interface GroupListRequest {
  readonly search?: string | null;
  readonly filter?: GroupConditions | null;
  readonly orderBy?: readonly { readonly field: "NAME"; readonly direction: "ASC" | "DESC" }[] | null;
}

/** Conditions on groups; all that are given must hold. */
export interface GroupConditions {
  readonly name?: TextCondition | null;
  /** Holds at least one of the named permissions. */
  readonly permissions?: { readonly in?: readonly string[] | null } | null;
}

/** Groups by name, as a dictionary would. */
export function groupSort(direction: "ASC" | "DESC" = "ASC"): SortColumn[] {
  const descending = direction === "DESC";
  return [
    { expression: `groups.name COLLATE "und-x-icu"`, type: "text", descending },
    { expression: "groups.id", type: "uuid", descending },
  ];
}

/** The order of {@link groupSort}, for a query that calls the table `groups`. */
export const orderedGroups = orderedBy(groupSort());

const cursorOfSortTexts = cursorsOf(groupSort());

/** Where a group stands in a list in the order of {@link groupSort}. */
export function cursorOfGroup({ id, name }: Pick<GroupRecord, "id" | "name">): string {
  return cursorOfSortTexts({ sort_0: name, sort_1: id });
}

/**
 * A page of groups.
 *
 * @throws RequestError `BAD_USER_INPUT` for page sizes, cursors and filters that cannot be
 */
export async function listGroups(
  database: Database,
  { search, filter, orderBy }: GroupListRequest,
  page: PageRequest,
): Promise<Page<GroupRow>> {
  const values = new SqlValues();
  const conditions = [
    ...searchConditions(search, ["groups.name"], values),
    ...textConditions(ignoringCase("groups.name"), filter?.name, values),
    ...holdsOneOf(filter?.permissions?.in, values),
  ];
  const sort = groupSort(orderBy?.[0]?.direction);
  return keysetPage<GroupRow>(
    database,
    { columns: groupColumns, from: "groups", key: "groups.id", conditions, values: values.list, sort },
    page,
  );
}

function holdsOneOf(names: readonly string[] | null | undefined, values: SqlValues): string[] {
  if (names == null) return [];
  return [`groups.id IN (SELECT group_id FROM group_permissions WHERE permission_id IN (${permissionsNamed(names, values)}))`];
}
