import { type DefaultAction, defaultActions, type ProtectedModel } from "../../foundation/kernel/protected-model.js";

/** One permission as the catalogue knows it. */
export interface CataloguedPermission {
  readonly appLabel: string;
  readonly model: string;
  readonly codename: string;
  readonly name: string;
}

/** All permissions of a model: those that every model has, and its own. */
export function permissionsOf(model: ProtectedModel): CataloguedPermission[] {
  const { appLabel, permissions = [] } = model;
  const extra = permissions.map(({ codename, label }) => ({ appLabel, model: model.model, codename, name: label }));
  return [...defaultPermissionsOf(model, model.actions), ...extra];
}

/** The permissions that every model has, in Django's order. */
export function defaultPermissionsOf(
  { appLabel, model, label }: Pick<ProtectedModel, "appLabel" | "model" | "label">,
  actions: readonly DefaultAction[] = defaultActions,
): CataloguedPermission[] {
  const wanted = defaultActions.filter((action) => actions.includes(action));
  return wanted.map((action) => ({ appLabel, model, codename: `${action}_${model}`, name: `Can ${action} ${label}` }));
}
