import type { Holdings, UserChangesService } from "../accounts/user-changes.service.js";
import type { UserRecord } from "../accounts/user-record.js";
import type { WantedChange } from "./delegation.js";
import { keysOf, type ManyUsersRequest } from "./many-users.service.js";
import type { StaffHistory } from "./staff-history.js";
import type { StaffTransactions } from "./staff-transactions.js";
import type { TargetUsers } from "./target-users.js";
import type { NamedPermission, WantedRights } from "./wanted-rights.js";

/** What giving and taking rights needs. */
export interface UserRightsParts {
  readonly staff: StaffTransactions;
  readonly targets: TargetUsers;
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
  readonly apply: (userIds: readonly string[]) => Promise<void>;
}

/**
 * Gives groups and permissions to many users, and takes them away: all or none, as `ManyUsersService`. All methods need
 * `auth.change_user` and throw `UserErrors` at places of the input.
 */
export class UserRightsService {
  constructor(private readonly parts: UserRightsParts) {}

  /** Puts users into a group. */
  async join(request: ManyUsersRequest, groupId: string): Promise<UserRecord[]> {
    return this.change(request, async () => {
      const group = await this.parts.wantedRights.groupOf(groupId);
      return {
        wanted: { groupIds: group.permissions },
        become: (rights) => ({ ...rights, groups: union(rights.groups, [group.name]) }),
        apply: async (userIds) => this.parts.userChanges.join(userIds, [group.id]),
      };
    });
  }

  /** Takes users out of a group. */
  async leave(request: ManyUsersRequest, groupId: string): Promise<UserRecord[]> {
    return this.change(request, async () => {
      const group = await this.parts.wantedRights.groupOf(groupId);
      return {
        wanted: { groupIds: [] },
        become: (rights) => ({ ...rights, groups: without(rights.groups, [group.name]) }),
        apply: async (userIds) => this.parts.userChanges.leave(userIds, [group.id]),
      };
    });
  }

  /** Gives users permissions directly. */
  async grant(request: ManyUsersRequest, permissionNames: readonly string[]): Promise<UserRecord[]> {
    return this.change(request, async () => {
      const permissions = await this.parts.wantedRights.permissionsOf(permissionNames);
      return {
        wanted: { permissions: namesOf(permissions) },
        become: (rights) => ({ ...rights, permissions: union(rights.permissions, namesOf(permissions)) }),
        apply: async (userIds) => this.parts.userChanges.grant(userIds, idsOf(permissions)),
      };
    });
  }

  /** Takes direct permissions away; what a group gives stays. */
  async withdraw(request: ManyUsersRequest, permissionNames: readonly string[]): Promise<UserRecord[]> {
    return this.change(request, async () => {
      const permissions = await this.parts.wantedRights.permissionsOf(permissionNames);
      return {
        wanted: { permissions: [] },
        become: (rights) => ({ ...rights, permissions: without(rights.permissions, namesOf(permissions)) }),
        apply: async (userIds) => this.parts.userChanges.withdraw(userIds, idsOf(permissions)),
      };
    });
  }

  private async change({ actorId, userIds, source }: ManyUsersRequest, plan: () => Promise<RightsChange>): Promise<UserRecord[]> {
    const { staff, targets, history, userChanges } = this.parts;
    return staff.run({ actorId, permission: "auth.change_user" }, async (actor) => {
      const { wanted, become, apply } = await plan();
      const users = await targets.lockMany(actor, userIds, wanted);
      const holdings = await userChanges.holdingsOf(keysOf(users));
      const changed: string[] = [];
      for (const [index, user] of users.entries()) {
        const before = rightNamesOf(holdings[index]);
        const change = { before: { ...before }, after: { ...become(before) } };
        if (await history.noteUser({ actor, source }, user, change)) changed.push(user.id);
      }
      await apply(changed);
      await userChanges.touch(changed);
      return [...(await userChanges.lock(keysOf(users))).values()];
    });
  }
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
