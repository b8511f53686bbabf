import type { Holdings, UserChangesService } from "../../accounts/user-changes.service.js";
import type { WantedChange } from "../staff/delegation.js";
import type { NamedPermission, WantedRights } from "../staff/wanted-rights.js";
import type { WholeGroup } from "../../groups/group-changes.service.js";

/** The groups and direct permissions that a user is to have; what is absent stays as it is. */
export interface WishedRights {
  readonly groupIds?: readonly string[] | undefined;
  readonly permissions?: readonly string[] | undefined;
}

/** What a user is given, with the keys of the permissions. */
interface FoundRights {
  readonly groups: readonly WholeGroup[] | null;
  readonly permissions: readonly NamedPermission[] | null;
}

/** The way from what a user is given to what the user is to be given. */
export class UserRightsChange {
  private constructor(
    private readonly before: Holdings,
    private readonly found: FoundRights,
    private readonly withdrawn: readonly NamedPermission[],
  ) {}

  /**
   * Finds the way.
   *
   * @throws UserErrors `NOT_FOUND` at places of `groupIds` and `permissions`
   */
  static async find(rights: WantedRights, before: Holdings, wish: WishedRights): Promise<UserRightsChange> {
    const groups = wish.groupIds ? await rights.groupsOf(wish.groupIds) : null;
    const permissions = wish.permissions ? await rights.permissionsOf(wish.permissions) : null;
    const gone = permissions ? before.permissions.filter((name) => !permissions.some((permission) => permission.name === name)) : [];
    return new UserRightsChange(before, { groups, permissions }, await rights.permissionsOf(gone));
  }

  /** What delegation has to judge: only what is new or goes. */
  get wanted(): Pick<WantedChange, "groupIds" | "permissions"> {
    const isGroupChange = this.joined.length + this.left.length > 0;
    const isPermissionChange = this.granted.length + this.withdrawn.length > 0;
    return {
      groupIds: isGroupChange ? this.joined.flatMap((group) => group.permissions) : undefined,
      permissions: isPermissionChange ? this.granted.map(({ name }) => name) : undefined,
    };
  }

  /** What the user is given then. */
  get after(): Holdings {
    const { groups, permissions } = this.found;
    return {
      groups: groups ?? this.before.groups,
      permissions: permissions ? permissions.map(({ name }) => name) : this.before.permissions,
    };
  }

  /** Goes it. */
  async apply(changes: UserChangesService, userId: string): Promise<void> {
    if (this.joined.length > 0) await changes.join([userId], idsOf(this.joined));
    if (this.left.length > 0) await changes.leave([userId], idsOf(this.left));
    if (this.granted.length > 0) await changes.grant([userId], idsOf(this.granted));
    if (this.withdrawn.length > 0) await changes.withdraw([userId], idsOf(this.withdrawn));
  }

  private get joined(): WholeGroup[] {
    return (this.found.groups ?? []).filter(({ id }) => !this.before.groups.some((group) => group.id === id));
  }

  private get left(): { readonly id: string }[] {
    const { groups } = this.found;
    return groups ? this.before.groups.filter(({ id }) => !groups.some((group) => group.id === id)) : [];
  }

  private get granted(): NamedPermission[] {
    return (this.found.permissions ?? []).filter(({ name }) => !this.before.permissions.includes(name));
  }
}

function idsOf(things: readonly { readonly id: string }[]): string[] {
  return things.map(({ id }) => id);
}
