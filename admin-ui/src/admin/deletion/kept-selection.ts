import type { Selection } from "../list-action.js";
import type { ModelAdmin } from "../model-admin.js";

type Model = Pick<ModelAdmin, "app" | "model">;

/** Keeps what is to be deleted for the page that asks; an address would be too short for many ids. It lasts as long as the tab. */
export function keepSelection(model: Model, { filters, ...selection }: Selection): void {
  sessionStorage.setItem(keyOf(model), JSON.stringify({ ...selection, filters: [...filters] }));
}

/** What was kept; null when nothing was. */
export function keptSelection(model: Model): Selection | null {
  const kept = sessionStorage.getItem(keyOf(model));
  if (kept === null) return null;
  const { filters, ...selection } = JSON.parse(kept) as Omit<Selection, "filters"> & { filters: [string, string][] };
  return { ...selection, filters: new Map(filters) };
}

/** Forgets what was kept, because it is deleted. */
export function forgetSelection(model: Model): void {
  sessionStorage.removeItem(keyOf(model));
}

function keyOf({ app, model }: Model): string {
  return `gatehouse.selection.${app}.${model}`;
}
