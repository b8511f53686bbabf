import type { ListFilter } from "./list-filter.js";
import type { ChangeListDescription, Identified, ListRequest, SortKey } from "./model-admin.js";

/** Rows on a page, as in Django. */
export const pageSize = 100;

/** Most rows that are shown on one page when all are asked for. */
export const mostShown = 200;

/** The last page that can be jumped to: the API skips 100,000 rows at most. */
export const lastPage = 100_000 / pageSize + 1;

/** Counts from here on are estimates of the API. */
export const firstEstimate = 10_000;

/** What a list's address says. The address holds the whole state, so that it can be shared and kept. */
export interface ListState {
  readonly search: string;
  readonly filters: ReadonlyMap<string, string>;
  /** Null: the default order, shown as such. Empty: the default order, with no column marked. */
  readonly order: readonly SortKey[] | null;
  /** From 1. */
  readonly page: number;
  readonly showsAll: boolean;
  readonly showsFacets: boolean;
}

type Description = Pick<ChangeListDescription<Identified>, "listDisplay" | "listFilter" | "ordering">;

/** Reads an address. Null when it holds something that makes no sense; then the bare list is shown, as Django does. */
export function readListState(parameters: URLSearchParams, description: Description): ListState | null {
  const filters = readFilters(parameters, description.listFilter);
  const page = readPage(parameters.get("p"));
  if (!filters || page === null) return null;
  return {
    search: readSearch(parameters),
    filters,
    order: readOrder(parameters.get("o"), description),
    page,
    showsAll: parameters.has("all"),
    showsFacets: parameters.has("_facets"),
  };
}

/** Writes an address, with `?` in front if there is anything to say. */
export function writeListState(state: ListState, { listDisplay }: Pick<Description, "listDisplay">): string {
  const parameters = new URLSearchParams();
  if (state.search !== "") parameters.set("q", state.search);
  for (const [name, value] of state.filters) parameters.set(name, value);
  if (state.order) parameters.set("o", state.order.map((key) => writeSortKey(key, listDisplay)).join("."));
  if (state.showsFacets) parameters.set("_facets", "True");
  if (state.showsAll) parameters.set("all", "");
  if (state.page > 1) parameters.set("p", String(state.page));
  const query = parameters.toString();
  return query === "" ? "" : `?${query}`;
}

/** The keys that rows are sorted by, chosen or not. */
function orderInForce({ order }: ListState, { ordering }: Pick<Description, "ordering">): readonly SortKey[] {
  if (order && order.length > 0) return order;
  return ordering.map((name) => ({ column: name.replace(/^-/, ""), isDescending: name.startsWith("-") }));
}

/** The columns that are marked as sorted. */
export function markedOrder(state: ListState, description: Pick<Description, "ordering">): readonly SortKey[] {
  return state.order?.length === 0 ? [] : orderInForce(state, description);
}

/** Another state on page one. */
export function changed(state: ListState, changes: Partial<ListState>): ListState {
  return { ...state, page: 1, showsAll: false, ...changes };
}

/** The state after a click on a heading: its column comes first, and turns when it was sorted already. */
export function sortedBy(state: ListState, column: string, description: Pick<Description, "ordering">): ListState {
  const marked = markedOrder(state, description);
  const before = marked.find((key) => key.column === column);
  const first = { column, isDescending: before ? !before.isDescending : false };
  return changed(state, { order: [first, ...marked.filter((key) => key !== before)] });
}

/** The state in which a column is turned, at its place. */
export function turned(state: ListState, column: string, description: Pick<Description, "ordering">): ListState {
  const order = markedOrder(state, description).map((key) => (key.column === column ? { ...key, isDescending: !key.isDescending } : key));
  return changed(state, { order });
}

/** The state in which a column is not sorted. */
export function unsorted(state: ListState, column: string, description: Pick<Description, "ordering">): ListState {
  return changed(state, { order: markedOrder(state, description).filter((key) => key.column !== column) });
}

/** The state in which a filter writes these parameters into the address, and no others. Empty values are left out. */
export function filteredBy(
  state: ListState,
  filter: Pick<ListFilter, "parameters">,
  parameters: Readonly<Record<string, string>>,
): ListState {
  const filters = new Map(state.filters);
  for (const parameter of filter.parameters) filters.delete(parameter);
  for (const [parameter, value] of Object.entries(parameters)) if (value !== "") filters.set(parameter, value);
  return changed(state, { filters });
}

/** Whether these parameters of a filter are in force, and no others; none at all for the choice of everything. */
export function isChosen(state: ListState, filter: Pick<ListFilter, "parameters">, parameters: Readonly<Record<string, string>>): boolean {
  return filter.parameters.every((parameter) => state.filters.get(parameter) === parameters[parameter]);
}

/** What the server is asked for. */
export function toListRequest(state: ListState, description: Description): Omit<ListRequest, "permissions"> {
  const fields = new Map(description.listDisplay.map(({ name, orderField }) => [name, orderField]));
  return {
    search: state.search,
    filters: state.filters,
    orderBy: orderInForce(state, description).flatMap(({ column, isDescending }) => {
      const field = fields.get(column);
      return field === undefined ? [] : [{ field, direction: isDescending ? ("DESC" as const) : ("ASC" as const) }];
    }),
    offset: (state.page - 1) * pageSize,
    first: state.showsAll ? mostShown : pageSize,
    withFacets: state.showsFacets,
  };
}

/** Whether a search holds a character that no text can hold; then everything is shown, and the page says why. */
export function hasNullCharacter(parameters: URLSearchParams): boolean {
  return parameters.get("q")?.includes("\0") ?? false;
}

function readSearch(parameters: URLSearchParams): string {
  return hasNullCharacter(parameters) ? "" : (parameters.get("q") ?? "").trim();
}

/** Parameters that are no filters. */
const ownParameters = new Set(["q", "o", "p", "all", "e", "_facets"]);

function readFilters(parameters: URLSearchParams, listFilter: readonly ListFilter[]): Map<string, string> | null {
  const filters = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (ownParameters.has(name)) continue;
    const filter = listFilter.find((candidate) => candidate.parameters.includes(name));
    if (!filter?.accepts(name, value)) return null;
    filters.set(name, value);
  }
  return filters;
}

/** A text that is no number is page one; a number that cannot be is an error. */
function readPage(value: string | null): number | null {
  if (value === null || !/^-?\d+$/.test(value)) return 1;
  const page = Number(value);
  return page >= 1 && Number.isSafeInteger(page) ? page : null;
}

/**
 * Columns are numbered from 1 in the order of the list, as in Django, whose checkbox is column 0. (Django numbers from 0 where there
 * is no checkbox; here a shared address sorts the same for everybody.)
 */
function readOrder(value: string | null, { listDisplay }: Pick<Description, "listDisplay">): SortKey[] | null {
  if (value === null) return null;
  const keys = value.split(".").flatMap((part): SortKey[] => {
    const [, minus, number] = /^(-?)(\d{1,3})$/.exec(part) ?? [];
    const column = listDisplay[Number(number) - 1];
    return column?.orderField === undefined ? [] : [{ column: column.name, isDescending: minus === "-" }];
  });
  return keys.filter((key, index) => keys.findIndex(({ column }) => column === key.column) === index);
}

function writeSortKey({ column, isDescending }: SortKey, listDisplay: Description["listDisplay"]): string {
  return `${isDescending ? "-" : ""}${listDisplay.findIndex(({ name }) => name === column) + 1}`;
}
