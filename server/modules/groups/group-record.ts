/** A group as lists and other objects show it. */
export interface GroupRecord {
  readonly id: string;
  readonly name: string;
  /** Grows with every change of the name or the permissions. */
  readonly version: number;
}

/** The columns of a {@link GroupRecord}, for a query that calls the table `groups`. */
export const groupColumns = "groups.id AS group_id, groups.name AS group_name, groups.version AS group_version";

/** A row of {@link groupColumns}. */
export interface GroupRow {
  readonly group_id: string;
  readonly group_name: string;
  readonly group_version: number;
}

/** Reads a row of {@link groupColumns}. */
export function toGroupRecord(row: GroupRow): GroupRecord {
  return { id: row.group_id, name: row.group_name, version: row.group_version };
}
