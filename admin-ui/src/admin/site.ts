import type { ModelAdmin, Rights } from "./model-admin.js";

/** The models that the console edits, in the order of their addresses. */
export class AdminSite {
  constructor(readonly models: readonly ModelAdmin[]) {}

  /** The model at an address. */
  find(app: string | undefined, model: string | undefined): ModelAdmin | undefined {
    return this.models.find((candidate) => candidate.app === app && candidate.model === model);
  }

  /** The model of a type of the API. */
  findByNodeType(nodeType: string): ModelAdmin | undefined {
    return this.models.find((candidate) => candidate.nodeType === nodeType);
  }
}

/** What somebody may do with a model; to change implies to view, as in Django. */
export function rightsOf(model: RightsModel, permissions: ReadonlySet<string>): Rights {
  const may = (action: string): boolean => permissions.has(`${model.app}.${action}_${model.model}`);
  const view = may("view") || may("change");
  if (model.isReadOnly === true) return { view, add: false, change: false, delete: false };
  return { view, add: may("add") && (may("change") || model.addNeedsChange !== true), change: may("change"), delete: may("delete") };
}

type RightsModel = Pick<ModelAdmin, "app" | "model" | "isReadOnly" | "addNeedsChange">;

/** Whether somebody may add objects of a model in the console. */
export function mayAdd(admin: RightsModel & Pick<ModelAdmin, "form">, permissions: ReadonlySet<string>): boolean {
  return admin.form?.create !== undefined && rightsOf(admin, permissions).add;
}

/** The address of a model's list, of its add form, or of one object's page, below the root of the console. */
export function addressOf({ app, model }: Pick<ModelAdmin, "app" | "model">, page?: "add" | { id: string; page: string }): string {
  const base = `/${app}/${model}/`;
  if (page === undefined) return base;
  return page === "add" ? `${base}add/` : `${base}${encodeURIComponent(page.id)}/${page.page}/`;
}

/** The first letter as a capital, as headings and links have it. */
export function capitalised(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}
