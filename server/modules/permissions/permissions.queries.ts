import type { Page, PageRequest } from "../../foundation/kernel/page.js";
import { isStorable } from "../../foundation/kernel/text.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { SortColumn } from "../../foundation/platform/database/keyset-cursor.js";
import { keysetPage } from "../../foundation/platform/database/keyset-page.js";
import { searchConditions } from "../../foundation/platform/database/search-terms.js";
import { SqlValues } from "../../foundation/platform/database/sql-values.js";
import { ignoringCase, listed, type TextCondition, textConditions } from "../../foundation/platform/database/text-condition.js";
import { permissionColumns, type PermissionRow } from "./permission-record.js";

/** What a list of permissions is narrowed by. */
export interface PermissionListRequest {
  readonly search?: string | null;
  readonly filter?: PermissionConditions | null;
}

/** Conditions on permissions; all that are given must hold. */
export interface PermissionConditions {
  readonly appLabel?: TextCondition | null;
  readonly model?: TextCondition | null;
  readonly codename?: TextCondition | null;
}

/** Django's order of permissions: by app, model and codename. */
export const permissionSort: readonly SortColumn[] = ["permissions.app_label", "permissions.model", "permissions.codename"].map(
  (expression) => ({ expression, type: "text", descending: false }),
);

const searchedColumns = ["permissions.app_label", "permissions.model", "permissions.codename", "permissions.name"];

/**
 * A page of permissions in Django's order.
 *
 * @throws RequestError `BAD_USER_INPUT` for page sizes, cursors and filters that cannot be
 */
export async function listPermissions(
  database: Database,
  { search, filter }: PermissionListRequest,
  page: PageRequest,
): Promise<Page<PermissionRow>> {
  const values = new SqlValues();
  const conditions = [
    ...searchConditions(search, searchedColumns, values),
    ...textConditions(ignoringCase("permissions.app_label"), filter?.appLabel, values),
    ...textConditions(ignoringCase("permissions.model"), filter?.model, values),
    ...textConditions(ignoringCase("permissions.codename"), filter?.codename, values),
  ];
  const query = {
    columns: permissionColumns,
    from: "permissions",
    key: "permissions.id",
    conditions,
    values: values.list,
    sort: permissionSort,
  };
  return keysetPage<PermissionRow>(database, query, page);
}

/**
 * A subquery for the keys of the permissions with some names; names that no permission has add nothing.
 *
 * @throws RequestError `BAD_USER_INPUT` for lists that are too long
 */
export function permissionsNamed(names: readonly string[], values: SqlValues): string {
  const parts = listed(names).filter(isStorable).map(splitPermissionName);
  const appLabels = values.add(parts.map(({ appLabel }) => appLabel));
  const codenames = values.add(parts.map(({ codename }) => codename));
  return `SELECT permissions.id FROM permissions
          JOIN unnest(${appLabels}::text[], ${codenames}::text[]) AS named (app_label, codename) USING (app_label, codename)`;
}

/** The two parts of `app_label.codename`; app labels hold no dot. */
export function splitPermissionName(name: string): { appLabel: string; codename: string } {
  const dot = name.indexOf(".");
  return dot < 0 ? { appLabel: "", codename: name } : { appLabel: name.slice(0, dot), codename: name.slice(dot + 1) };
}
