/** A permission as lists and other objects show it. */
export interface PermissionRecord {
  readonly id: string;
  readonly appLabel: string;
  readonly model: string;
  readonly codename: string;
  /** For people: "Can add user". */
  readonly label: string;
}

/** The columns of a {@link PermissionRecord}, for a query that calls the table `permissions`. */
export const permissionColumns = `permissions.id AS permission_id, permissions.app_label, permissions.model, permissions.codename,
  permissions.name AS permission_label`;

/** A row of {@link permissionColumns}. */
export interface PermissionRow {
  readonly permission_id: string;
  readonly app_label: string;
  readonly model: string;
  readonly codename: string;
  readonly permission_label: string;
}

/** Reads a row of {@link permissionColumns}. */
export function toPermissionRecord(row: PermissionRow): PermissionRecord {
  return { id: row.permission_id, appLabel: row.app_label, model: row.model, codename: row.codename, label: row.permission_label };
}
