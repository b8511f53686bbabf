/** A resource type as lists and other objects show it. */
export interface ResourceTypeRecord {
  readonly id: string;
  readonly appLabel: string;
  readonly model: string;
  /** What people call one such object: "order". */
  readonly label: string;
}

/** The columns of a {@link ResourceTypeRecord}, for a query that calls the table `resource_types`. */
export const resourceTypeColumns = "resource_types.id, resource_types.app_label, resource_types.model, resource_types.label";

/** A row of {@link resourceTypeColumns}. */
export interface ResourceTypeRow {
  readonly id: string;
  readonly app_label: string;
  readonly model: string;
  readonly label: string;
}

/** Reads a row of {@link resourceTypeColumns}. */
export function toResourceTypeRecord({ id, app_label, model, label }: ResourceTypeRow): ResourceTypeRecord {
  return { id, appLabel: app_label, model, label };
}

/** What programs call a resource type: `app_label.model`. */
export function resourceTypeName({ appLabel, model }: Pick<ResourceTypeRecord, "appLabel" | "model">): string {
  return `${appLabel}.${model}`;
}
