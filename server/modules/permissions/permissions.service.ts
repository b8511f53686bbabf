import type { Page, PageRequest } from "../../foundation/kernel/page.js";
import { isStorable } from "../../foundation/kernel/text.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { permissionColumns, type PermissionRecord, type PermissionRow, toPermissionRecord } from "./permission-record.js";
import { listPermissions, type PermissionListRequest, splitPermissionName } from "./permissions.queries.js";

/** Reads the catalogue of permissions. */
export class PermissionsService {
  constructor(private readonly database: Database) {}

  /** A page of permissions; see `listPermissions`. */
  async list(request: PermissionListRequest, page: PageRequest): Promise<Page<PermissionRow>> {
    return listPermissions(this.database, request, page);
  }

  /** The permission called `app_label.codename`. */
  async findByName(name: string): Promise<PermissionRecord | null> {
    if (!isStorable(name)) return null;
    const { appLabel, codename } = splitPermissionName(name);
    const [row] = await this.database.query<PermissionRow>(
      `SELECT ${permissionColumns} FROM permissions WHERE app_label = $1 AND codename = $2`,
      [appLabel, codename],
    );
    return row ? toPermissionRecord(row) : null;
  }

  /** The keys of the permissions called `app_label.codename`, by name; unknown names are left out. One query. */
  async keysOf(names: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ id: string; name: string }>(
      "SELECT id, app_label || '.' || codename AS name FROM permissions WHERE app_label || '.' || codename = ANY($1)",
      [names.filter(isStorable)],
    );
    return new Map(rows.map(({ id, name }) => [name, id]));
  }

  /** The permissions with some keys, in their order; null where there is none. One query. */
  async findMany(ids: readonly string[]): Promise<(PermissionRecord | null)[]> {
    const rows = await this.database.query<PermissionRow>(`SELECT ${permissionColumns} FROM permissions WHERE id = ANY($1)`, [ids]);
    const byId = new Map(rows.map((row) => [row.permission_id, toPermissionRecord(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
