import type { RequestSource } from "../../../foundation/kernel/request-source.js";
import { atInput, refuseIfAny, type UserError, UserErrors } from "../../../foundation/kernel/user-error.js";
import type { UserChangesService } from "../../accounts/user-changes.service.js";
import type { AuditService } from "../../audit/audit.service.js";
import type { GroupChangesService, WholeGroup } from "../../groups/group-changes.service.js";
import { checkGroupName, normalizeGroupName } from "../../groups/group-name.js";
import type { GroupRecord } from "../../groups/group-record.js";
import type { Delegation, StaffActor } from "../staff/delegation.js";
import type { Snapshot } from "../staff/changes.js";
import type { StaffHistory } from "../staff/staff-history.js";
import type { StaffTransactions } from "../staff/staff-transactions.js";
import { refuseStale } from "../staff/stale-save.js";
import type { FormRequest } from "../one-user/user-editing.service.js";
import { groupNotFound, type NamedPermission, type WantedRights } from "../staff/wanted-rights.js";

/** A group to be made. */
export interface NewGroupForm {
  readonly name: string;
  /** Names of permissions. */
  readonly permissions: readonly string[];
}

/** Changes of a group; what is absent stays as it is. */
export interface ChangedGroupForm {
  readonly id: string;
  /** The version that the form shows; null to overwrite whatever is there. */
  readonly version: number | null;
  readonly name?: string | undefined;
  /** All that the group is to have. */
  readonly permissions?: readonly string[] | undefined;
  /** To be added to those, or to what is there. */
  readonly addPermissions?: readonly string[] | undefined;
  /** To be taken away in the end. */
  readonly removePermissions?: readonly string[] | undefined;
}

/** What making and changing groups needs. */
export interface GroupEditingParts {
  readonly staff: StaffTransactions;
  readonly delegation: Delegation;
  readonly history: StaffHistory;
  readonly wantedRights: WantedRights;
  readonly groupChanges: GroupChangesService;
  readonly userChanges: UserChangesService;
  readonly audit: AuditService;
}

/** Makes, changes and deletes groups for staff. */
export class GroupEditingService {
  constructor(private readonly parts: GroupEditingParts) {}

  /**
   * Makes a group. Needs `auth.add_group`.
   *
   * @throws UserErrors everything that is wrong with the name, `ALREADY_TAKEN`, or what delegation forbids
   */
  async create({ actorId, form, source }: FormRequest<NewGroupForm>): Promise<GroupRecord> {
    const { staff, history, wantedRights, groupChanges } = this.parts;
    const name = readName(form.name);
    return staff.run({ actorId, permission: "auth.add_group" }, async (actor) => {
      const permissions = await wantedRights.permissionsOf(form.permissions);
      this.refuse(actor, permissions);
      const group = await groupChanges.create(name);
      await groupChanges.grant(group.id, idsOf(permissions));
      const after = snapshotOf({ ...group, permissions: namesOf(permissions) });
      await history.note({ actor, source }, loggedGroup(group), { before: null, after });
      return group;
    });
  }

  /**
   * Changes a group. Nothing is written when nothing is different. Needs `auth.change_group`.
   *
   * @throws UserErrors `NOT_FOUND`, `CONFLICT`, everything that is wrong with the name, `ALREADY_TAKEN`, or what delegation forbids
   */
  async update({ actorId, form, source }: FormRequest<ChangedGroupForm>): Promise<GroupRecord> {
    const { staff, history, groupChanges, audit } = this.parts;
    return staff.run({ actorId, permission: "auth.change_group" }, async (actor) => {
      const group = (await groupChanges.lock([form.id])).get(form.id);
      if (!group) throw new UserErrors([{ ...groupNotFound, path: ["input", "id"] }]);
      await refuseStale(audit, { object: loggedGroup(group), seen: form.version, current: group.version });
      const name = form.name === undefined ? group.name : readName(form.name);
      const { granted, withdrawn, permissions } = await this.permissionsAfter(group, form);
      this.refuse(actor, granted, form.permissions ? "permissions" : "addPermissions");
      const change = { before: snapshotOf(group), after: snapshotOf({ ...group, name, permissions }) };
      if (!(await history.note({ actor, source }, loggedGroup(group), change))) return group;
      await groupChanges.rename(group.id, name);
      await groupChanges.grant(group.id, idsOf(granted));
      await groupChanges.withdraw(group.id, idsOf(withdrawn));
      return { ...group, name, version: group.version + 1 };
    });
  }

  /**
   * Deletes groups, all or none; their members stay. Needs `auth.delete_group`.
   *
   * @throws UserErrors `NOT_FOUND` at places of `ids`
   */
  async delete({
    actorId,
    groupIds,
    source,
  }: {
    actorId: string;
    groupIds: readonly string[];
    source: RequestSource;
  }): Promise<GroupRecord[]> {
    const { staff, history, groupChanges, userChanges } = this.parts;
    if (groupIds.length === 0) throw new UserErrors([{ code: "REQUIRED", message: "Name at least one group.", path: ["input", "ids"] }]);
    return staff.run({ actorId, permission: "auth.delete_group" }, async (actor) => {
      const found = await groupChanges.lock(groupIds);
      const pathOf = (index: number): string[] => ["input", "ids", String(index)];
      refuseIfAny(groupIds.flatMap((id, index): UserError[] => (found.has(id) ? [] : [{ ...groupNotFound, path: pathOf(index) }])));
      for (const group of found.values()) {
        await history.note({ actor, source }, loggedGroup(group), { before: snapshotOf(group), after: null });
      }
      await userChanges.touchMembers([...found.keys()]);
      await groupChanges.remove([...found.keys()]);
      return [...found.values()];
    });
  }

  /** What the group has in the end, and how it gets there. */
  private async permissionsAfter(group: WholeGroup, form: ChangedGroupForm): Promise<PermissionsAfter> {
    const { wantedRights } = this.parts;
    const kept = await wantedRights.permissionsOf(form.permissions ?? group.permissions);
    const added = await wantedRights.permissionsOf(form.addPermissions ?? [], "addPermissions");
    const removed = namesOf(await wantedRights.permissionsOf(form.removePermissions ?? [], "removePermissions"));
    const after = [...kept, ...added.filter(({ name }) => !namesOf(kept).includes(name))].filter(({ name }) => !removed.includes(name));
    const gone = group.permissions.filter((name) => !namesOf(after).includes(name));
    return {
      permissions: namesOf(after),
      granted: after.filter(({ name }) => !group.permissions.includes(name)),
      withdrawn: await wantedRights.permissionsOf(gone),
    };
  }

  private refuse(actor: StaffActor, given: readonly NamedPermission[], field = "permissions"): void {
    refuseIfAny(atInput(field, this.parts.delegation.ofGroup(actor, namesOf(given))));
  }
}

interface PermissionsAfter {
  readonly permissions: readonly string[];
  readonly granted: readonly NamedPermission[];
  readonly withdrawn: readonly NamedPermission[];
}

function readName(typed: string): string {
  const name = normalizeGroupName(typed);
  refuseIfAny(atInput("name", checkGroupName(name)));
  return name;
}

function loggedGroup({ id, name }: GroupRecord): { type: string; id: string; name: string } {
  return { type: "auth.group", id, name };
}

function snapshotOf({ name, permissions }: WholeGroup): Snapshot {
  return { name, permissions };
}

function namesOf(permissions: readonly NamedPermission[]): string[] {
  return permissions.map(({ name }) => name);
}

function idsOf(permissions: readonly NamedPermission[]): string[] {
  return permissions.map(({ id }) => id);
}
