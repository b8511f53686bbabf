import { isUuid, newId } from "../../foundation/kernel/ids.js";
import { UserErrors } from "../../foundation/kernel/user-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { violatedConstraint } from "../../foundation/platform/database/database-errors.js";
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

  /**
   * Makes a group without permissions.
   *
   * @throws UserErrors `ALREADY_TAKEN`, decided by the database
   */
  async create(name: string): Promise<GroupRecord> {
    const group = { id: newId(), name, version: 1 };
    await orTaken(async () => this.database.execute("INSERT INTO groups (id, name) VALUES ($1, $2)", [group.id, name]));
    return group;
  }

  /**
   * Gives a group a name, its own or another, and its next version.
   *
   * @throws UserErrors `ALREADY_TAKEN`, decided by the database
   */
  async rename(id: string, name: string): Promise<void> {
    await orTaken(async () => this.database.execute("UPDATE groups SET name = $2, version = version + 1 WHERE id = $1", [id, name]));
  }

  /** Lets the members hold permissions. */
  async grant(id: string, permissionIds: readonly string[]): Promise<void> {
    const granted = "INSERT INTO group_permissions (group_id, permission_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING";
    await this.database.execute(granted, [id, permissionIds]);
  }

  /** Takes permissions from the members. */
  async withdraw(id: string, permissionIds: readonly string[]): Promise<void> {
    await this.database.execute("DELETE FROM group_permissions WHERE group_id = $1 AND permission_id = ANY($2)", [id, permissionIds]);
  }

  /** Removes groups; their members stay. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.database.execute("DELETE FROM groups WHERE id = ANY($1)", [ids]);
  }
}

async function orTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedConstraint(error) !== "groups_name_unique") throw error;
    throw new UserErrors([{ code: "ALREADY_TAKEN", message: "There is a group of this name already.", path: ["input", "name"] }]);
  }
}
