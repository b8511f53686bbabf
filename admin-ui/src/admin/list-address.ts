import type { ModelAdmin } from "./model-admin.js";
import { addressOf } from "./site.js";

/** Parameter under which pages of one object keep the query of the list they were reached from, as in Django. */
const parameter = "_changelist_filters";

/** The query with which a list leads to other pages, so that they lead back to this very list. */
export function preservedFilters(listQuery: string): string {
  return listQuery === "" ? "" : `?${new URLSearchParams({ [parameter]: listQuery.replace(/^\?/, "") }).toString()}`;
}

/** The part of a page's query that it gives to other pages of the same object. */
export function keptFilters(query: string): string {
  return preservedFilters(new URLSearchParams(query).get(parameter) ?? "");
}

/** The list that a page was reached from, as it was. */
export function listAddress(admin: Pick<ModelAdmin, "app" | "model">, query: string): string {
  const kept = new URLSearchParams(query).get(parameter) ?? "";
  return addressOf(admin) + (kept === "" ? "" : `?${kept}`);
}
