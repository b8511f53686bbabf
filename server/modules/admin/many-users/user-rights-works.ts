import type { Holdings, UserChangesService } from "../../accounts/user-changes.service.js";
import type { UserRecord } from "../../accounts/user-record.js";
import type { WantedChange } from "../staff/delegation.js";
import type { StaffAct, StaffHistory } from "../staff/staff-history.js";
import { keysOf, type UserWork } from "./user-work.js";
import type { NamedPermission, WantedRights } from "../staff/wanted-rights.js";

/** What giving and taking rights needs. */
export interface RightsWorkParts {
  readonly history: StaffHistory;
  readonly userChanges: UserChangesService;
  readonly wantedRights: WantedRights;
}

/** The names of the groups and direct permissions of a user. */
interface RightNames {
  readonly groups: readonly string[];
  readonly permissions: readonly string[];
}

interface RightsChange {
  readonly wanted: WantedChange;
  /** What the rights of a user become. */
  readonly become: (rights: RightNames) => RightNames;
  /** Does it to those for whom it makes a difference. */
  readonly write: (userIds: readonly string[]) => Promise<void>;
}

/**
 * Puts users into a group.
 *
 * @throws UserErrors `NOT_FOUND` at `groupId`
 */
export async function joinWork(parts: RightsWorkParts, groupId: string): Promise<UserWork> {
  const group = await parts.wantedRights.groupOf(groupId);
  return rightsWork(parts, {
    wanted: { groupIds: group.permissions },
    become: (rights) => ({ ...rights, groups: union(rights.groups, [group.name]) }),
    write: async (userIds) => parts.userChanges.join(userIds, [group.id]),
  });
}

/**
 * Takes users out of a group.
 *
 * @throws UserErrors `NOT_FOUND` at `groupId`
 */
export async function leaveWork(parts: RightsWorkParts, groupId: string): Promise<UserWork> {
  const group = await parts.wantedRights.groupOf(groupId);
  return rightsWork(parts, {
    wanted: { groupIds: [] },
    become: (rights) => ({ ...rights, groups: without(rights.groups, [group.name]) }),
    write: async (userIds) => parts.userChanges.leave(userIds, [group.id]),
  });
}

/**
 * Gives users permissions directly.
 *
 * @throws UserErrors `NOT_FOUND` at places of `permissions`
 */
export async function grantWork(parts: RightsWorkParts, names: readonly string[]): Promise<UserWork> {
  const permissions = await parts.wantedRights.permissionsOf(names);
  return rightsWork(parts, {
    wanted: { permissions: namesOf(permissions) },
    become: (rights) => ({ ...rights, permissions: union(rights.permissions, namesOf(permissions)) }),
    write: async (userIds) => parts.userChanges.grant(userIds, idsOf(permissions)),
  });
}

/**
 * Takes direct permissions away; what a group gives stays.
 *
 * @throws UserErrors `NOT_FOUND` at places of `permissions`
 */
export async function withdrawWork(parts: RightsWorkParts, names: readonly string[]): Promise<UserWork> {
  const permissions = await parts.wantedRights.permissionsOf(names);
  return rightsWork(parts, {
    wanted: { permissions: [] },
    become: (rights) => ({ ...rights, permissions: without(rights.permissions, namesOf(permissions)) }),
    write: async (userIds) => parts.userChanges.withdraw(userIds, idsOf(permissions)),
  });
}

function rightsWork({ userChanges, history }: RightsWorkParts, { wanted, become, write }: RightsChange): UserWork {
  const apply = async (act: StaffAct, users: readonly UserRecord[]): Promise<number> => {
    const holdings = await userChanges.holdingsOf(keysOf(users));
    const changes = users.map((user, index) => {
      const before = rightNamesOf(holdings[index]);
      return { user, before: { ...before }, after: { ...become(before) } };
    });
    const changed = keysOf(await history.noteUsers(act, changes));
    await write(changed);
    await userChanges.touch(changed);
    return changed.length;
  };
  return { wanted, apply };
}

function rightNamesOf({ groups, permissions }: Holdings = { groups: [], permissions: [] }): RightNames {
  return { groups: namesOf(groups), permissions };
}

function namesOf(things: readonly { readonly name: string }[]): string[] {
  return things.map(({ name }) => name);
}

function idsOf(things: readonly NamedPermission[]): string[] {
  return things.map(({ id }) => id);
}

function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])];
}

function without(some: readonly string[], others: readonly string[]): string[] {
  return some.filter((name) => !others.includes(name));
}
