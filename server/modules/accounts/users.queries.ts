import type { Page, PageRequest } from "../../foundation/kernel/page.js";
import { isStorable, strip } from "../../foundation/kernel/text.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { keysetPage, type SortColumn } from "../../foundation/platform/database/keyset-page.js";
import { userColumns, type UserRow } from "./user-record.js";

/** Keys of sorting, as the API names them. */
export interface UserSort {
  readonly field: keyof typeof sortable;
  readonly direction: "ASC" | "DESC";
}

/** What a list of users is narrowed and sorted by. */
export interface UserListRequest {
  readonly search?: string | null;
  readonly orderBy?: readonly UserSort[] | null;
}

const sortable = {
  USERNAME: { expression: "users.username_key", type: "text" },
  EMAIL: { expression: "users.email_key", type: "text" },
  FIRST_NAME: { expression: `users.first_name COLLATE "und-x-icu"`, type: "text" },
  LAST_NAME: { expression: `users.last_name COLLATE "und-x-icu"`, type: "text" },
  IS_STAFF: { expression: "users.is_staff", type: "boolean" },
  IS_ACTIVE: { expression: "users.is_active", type: "boolean" },
  JOINED_AT: { expression: "users.joined_at", type: "timestamptz" },
  LAST_LOGIN_AT: { expression: "coalesce(users.last_login_at, '-infinity')", type: "timestamptz" },
} as const satisfies Record<string, Omit<SortColumn, "descending">>;

const searchedColumns = ["users.username", "users.first_name", "users.last_name", "users.email"];

/** More words than anybody types; the rest of a longer text is ignored. */
const mostWords = 20;

/**
 * A page of users. Searching is Django's: every word must occur in at least one of username, names and address, ignoring case.
 *
 * @throws RequestError `BAD_USER_INPUT` for page sizes and cursors that cannot be
 */
export async function listUsers(database: Database, request: UserListRequest, page: PageRequest): Promise<Page<UserRow>> {
  const words = strip(request.search ?? "")
    .split(/\s+/u)
    .filter(Boolean)
    .slice(0, mostWords);
  const values = words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const matches = words.map((_, index) => searchedColumns.map((column) => `${column} ILIKE $${index + 1}`).join(" OR "));
  const searchable = words.every(isStorable);
  return keysetPage<UserRow>(
    database,
    {
      columns: userColumns,
      from: "users",
      conditions: searchable ? matches : ["false"],
      values: searchable ? values : [],
      sort: sortColumns(request.orderBy ?? []),
    },
    page,
  );
}

function sortColumns(orderBy: readonly UserSort[]): SortColumn[] {
  const keys = orderBy.length > 0 ? orderBy : [{ field: "USERNAME", direction: "ASC" } as const];
  const distinct = keys.filter((key, index) => keys.findIndex((other) => other.field === key.field) === index);
  const columns: SortColumn[] = distinct.map(({ field, direction }) => ({ ...sortable[field], descending: direction === "DESC" }));
  return [...columns, { expression: "users.id", type: "uuid", descending: columns.at(-1)?.descending ?? false }];
}
