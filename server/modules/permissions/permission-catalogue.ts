import type { ProtectedModel } from "../../foundation/kernel/protected-model.js";

/** One permission as the catalogue knows it. */
export interface CataloguedPermission {
  readonly appLabel: string;
  readonly model: string;
  readonly codename: string;
  readonly name: string;
}

const actions = ["add", "change", "delete", "view"] as const;

/** The four permissions that every model has, in Django's order. */
export function permissionsOf({ appLabel, model, label }: ProtectedModel): CataloguedPermission[] {
  return actions.map((action) => ({ appLabel, model, codename: `${action}_${model}`, name: `Can ${action} ${label}` }));
}
