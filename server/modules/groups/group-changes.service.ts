import { isUuid } from "../../foundation/kernel/ids.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { GroupRecord } from "./group-record.js";

/** A group with the names of all its permissions, sorted. */
export interface WholeGroup extends GroupRecord {
  readonly permissions: readonly string[];
}

/** Changes groups. Says nothing of who may: that, the log and the transaction are the caller's. */
export class GroupChangesService {
  constructor(private readonly database: Database) {}

  /** Reads groups and locks their rows until the transaction ends, in one order for all callers. Gives those that are there, by key. */
  async lock(ids: readonly string[]): Promise<Map<string, WholeGroup>> {
    const rows = await this.database.query<WholeGroup>(
      `SELECT id, name, version,
              ARRAY(SELECT permissions.app_label || '.' || permissions.codename
                    FROM group_permissions JOIN permissions ON permissions.id = group_permissions.permission_id
                    WHERE group_permissions.group_id = groups.id ORDER BY 1) AS permissions
       FROM groups WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
      [ids.filter(isUuid)],
    );
    return new Map(rows.map((group) => [group.id, group]));
  }
}
