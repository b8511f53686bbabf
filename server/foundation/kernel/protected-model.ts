/** What may be done to the objects of any model, in Django's order. */
export const defaultActions = ["add", "change", "delete", "view"] as const;

/** One of {@link defaultActions}. */
export type DefaultAction = (typeof defaultActions)[number];

/** A kind of object that permissions speak of. The labels are Django's, not the names of our folders. */
export interface ProtectedModel {
  /** Lower-case letters, digits and underscores; those of Gatehouse are taken. */
  readonly appLabel: string;
  /** Lower-case letters, digits and underscores. */
  readonly model: string;
  /** What the model is called in "Can add …". */
  readonly label: string;
  /** Which of the four permissions there are, as Django's `default_permissions`; all when absent. */
  readonly actions?: readonly DefaultAction[];
  /** Permissions beside them, as Django's `permissions`: what may be done to such an object besides. */
  readonly permissions?: readonly ExtraPermission[];
}

/** A permission of a model that not every model has. */
export interface ExtraPermission {
  /** Its name within the app, such as `refund_order`: lower-case letters, digits and underscores. */
  readonly codename: string;
  /** For people: "Can refund order". */
  readonly label: string;
}
