/** A kind of object that permissions speak of. The labels are Django's, not the names of our folders. */
export interface ProtectedModel {
  readonly appLabel: string;
  readonly model: string;
  /** What the model is called in "Can add …". */
  readonly label: string;
}

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
