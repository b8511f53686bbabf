import { type Fault, refuseIfAny, type UserError, UserErrors } from "../../../foundation/kernel/user-error.js";
import type { GroupChangesService, WholeGroup } from "../../groups/group-changes.service.js";
import type { PermissionsService } from "../../permissions/permissions.service.js";

/** A permission as staff names it, with its key. */
export interface NamedPermission {
  readonly id: string;
  readonly name: string;
}

/** Finds the groups and permissions that an input names. */
export class WantedRights {
  constructor(
    private readonly groups: GroupChangesService,
    private readonly permissions: PermissionsService,
  ) {}

  /**
   * The group with a key, locked.
   *
   * @throws UserErrors `NOT_FOUND` at `groupId`
   */
  async groupOf(id: string): Promise<WholeGroup> {
    const group = (await this.groups.lock([id])).get(id);
    if (!group) throw new UserErrors([{ ...groupNotFound, path: ["input", "groupId"] }]);
    return group;
  }

  /**
   * The groups with some keys, locked.
   *
   * @throws UserErrors `NOT_FOUND` at places of `groupIds`
   */
  async groupsOf(ids: readonly string[]): Promise<WholeGroup[]> {
    const found = await this.groups.lock(ids);
    refuseUnknown(ids, found, { field: "groupIds", fault: groupNotFound });
    return [...found.values()];
  }

  /**
   * The permissions with some names.
   *
   * @throws UserErrors `NOT_FOUND` at places of the field
   */
  async permissionsOf(names: readonly string[], field = "permissions"): Promise<NamedPermission[]> {
    const found = await this.permissions.keysOf(names);
    refuseUnknown(names, found, { field, fault: permissionNotFound });
    return [...found].map(([name, id]) => ({ id, name }));
  }
}

function refuseUnknown(
  wanted: readonly string[],
  found: ReadonlyMap<string, unknown>,
  { field, fault }: { field: string; fault: Fault },
): void {
  refuseIfAny(wanted.flatMap((key, index): UserError[] => (found.has(key) ? [] : [{ ...fault, path: ["input", field, String(index)] }])));
}

/** The fault of an id that names no group. */
export const groupNotFound: Fault = { code: "NOT_FOUND", message: "There is no such group; it may have been deleted." };
const permissionNotFound: Fault = { code: "NOT_FOUND", message: "There is no permission of this name." };
