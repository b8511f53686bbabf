import type { Page, PageRequest } from "../../foundation/kernel/page.js";
import type { ProtectedModel } from "../../foundation/kernel/protected-model.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { keysetPages } from "../../foundation/platform/database/keyset-child-pages.js";
import { keysetPage } from "../../foundation/platform/database/keyset-page.js";
import { searchConditions } from "../../foundation/platform/database/search-terms.js";
import { SqlValues } from "../../foundation/platform/database/sql-values.js";
import { permissionColumns, type PermissionRow } from "./permission-record.js";
import { permissionSort } from "./permissions.queries.js";
import {
  resourceTypeColumns,
  resourceTypeName,
  type ResourceTypeRecord,
  type ResourceTypeRow,
  toResourceTypeRecord,
} from "./resource-type-record.js";

/** The models that the running program knows. */
export interface CodeModels {
  readonly ours: readonly ProtectedModel[];
  /** Those of an integrator. */
  readonly registered: readonly ProtectedModel[];
}

const searchedColumns = ["resource_types.app_label", "resource_types.model", "resource_types.label"];

const sort = ["resource_types.app_label", "resource_types.model"].map((expression) => ({
  expression,
  type: "text" as const,
  descending: false,
}));

/** Reads the kinds of object that permissions speak of. */
export class ResourceTypesService {
  private readonly inCode: ReadonlySet<string>;

  constructor(
    private readonly database: Database,
    { ours, registered }: CodeModels,
  ) {
    this.inCode = new Set([...ours, ...registered].map(resourceTypeName));
  }

  /** Whether the running program registers it, so that only its code can change it. What has left the code is like any other. */
  isManagedByCode(type: Pick<ResourceTypeRecord, "appLabel" | "model">): boolean {
    return this.inCode.has(resourceTypeName(type));
  }

  /**
   * A page of resource types by app and model.
   *
   * @throws RequestError `BAD_USER_INPUT` for page sizes and cursors that cannot be
   */
  async list(search: string | null | undefined, page: PageRequest): Promise<Page<ResourceTypeRow>> {
    const values = new SqlValues();
    const conditions = searchConditions(search, searchedColumns, values);
    const query = { columns: resourceTypeColumns, from: "resource_types", key: "resource_types.id", conditions, values: values.list, sort };
    return keysetPage<ResourceTypeRow>(this.database, query, page);
  }

  /** The resource types with some keys, in their order; null where there is none. One query. */
  async findMany(ids: readonly string[]): Promise<(ResourceTypeRecord | null)[]> {
    const query = `SELECT ${resourceTypeColumns} FROM resource_types WHERE id = ANY($1)`;
    const rows = await this.database.query<ResourceTypeRow>(query, [ids]);
    const byId = new Map(rows.map((row) => [row.id, toResourceTypeRecord(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** The resource types called `app_label.model`, in the order of the names; null where there is none. One query. */
  async findByNames(names: readonly string[]): Promise<(ResourceTypeRecord | null)[]> {
    const rows = await this.database.query<ResourceTypeRow>(
      `SELECT ${resourceTypeColumns} FROM resource_types WHERE app_label || '.' || model = ANY($1)`,
      [names],
    );
    const byName = new Map(rows.map(toResourceTypeRecord).map((type) => [resourceTypeName(type), type]));
    return names.map((name) => byName.get(name) ?? null);
  }

  /** The same page of the permissions of each of some resource types, in Django's order. One query. */
  async listPermissions(ids: readonly string[], page: PageRequest): Promise<Page<PermissionRow>[]> {
    const query = {
      columns: permissionColumns,
      from: "resource_types JOIN permissions USING (app_label, model)",
      conditions: [],
      values: [],
      sort: permissionSort,
      parents: { column: "resource_types.id", keys: ids },
    };
    return keysetPages<PermissionRow>(this.database, query, page);
  }
}
