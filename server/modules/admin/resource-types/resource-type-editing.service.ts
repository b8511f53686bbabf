import type { ProtectedModel } from "../../../foundation/kernel/protected-model.js";
import { atInput, refuseIfAny, UserErrors } from "../../../foundation/kernel/user-error.js";
import type { PermissionHoldersService } from "../../accounts/permission-holders.js";
import { faultsOfLabel, faultsOfName, faultsOfReserved, normalizeName } from "../../permissions/model-rules.js";
import { defaultPermissionsOf } from "../../permissions/permission-catalogue.js";
import { resourceTypeName, type ResourceTypeRecord } from "../../permissions/resource-type-record.js";
import type { ResourceTypeChangesService, StoredPermission, WholeResourceType } from "../../permissions/resource-type-changes.service.js";
import type { ResourceTypesService } from "../../permissions/resource-types.service.js";
import type { Snapshot } from "../staff/changes.js";
import {
  type ChangedResourceTypeForm,
  faultsOfExtras,
  type NewResourceTypeForm,
  normalizeExtra,
  refuseTooMany,
  removedFrom,
  managedByCode,
  typeNotFound,
} from "./resource-type-form.js";
import type { StaffAct, StaffHistory } from "../staff/staff-history.js";
import type { StaffTransactions } from "../staff/staff-transactions.js";
import type { FormRequest } from "../one-user/user-editing.service.js";

/** What editing resource types needs. */
export interface ResourceTypeEditingParts {
  readonly staff: StaffTransactions;
  readonly history: StaffHistory;
  readonly resourceTypes: ResourceTypesService;
  readonly resourceTypeChanges: ResourceTypeChangesService;
  readonly permissionHolders: PermissionHoldersService;
  /** Models of ours, whose app labels are reserved. */
  readonly ownModels: readonly ProtectedModel[];
}

/**
 * Makes, changes and deletes the resource types that no code registers. Nobody holds a new permission but superusers, so making one
 * needs no delegation; deleting one takes it from whoever holds it, as taking it from a group does.
 */
export class ResourceTypeEditingService {
  constructor(private readonly parts: ResourceTypeEditingParts) {}

  /**
   * Makes a resource type with the four permissions and its own. Needs `contenttypes.add_contenttype`.
   *
   * @throws UserErrors everything that is wrong with the form, or `ALREADY_TAKEN`
   */
  async create({ actorId, form, source }: FormRequest<NewResourceTypeForm>): Promise<ResourceTypeRecord> {
    const { staff, history, resourceTypeChanges, ownModels } = this.parts;
    const [appLabel, model, label] = [normalizeName(form.appLabel), normalizeName(form.model), normalizeName(form.label)];
    const permissions = form.permissions.map(normalizeExtra);
    refuseIfAny([
      ...atInput("appLabel", [...faultsOfName(appLabel, "appLabel"), ...faultsOfReserved(appLabel, ownModels)]),
      ...atInput("model", faultsOfName(model, "model")),
      ...atInput("label", faultsOfLabel(label, "label")),
      ...faultsOfExtras(permissions, "permissions"),
    ]);
    return staff.run({ actorId, permission: "contenttypes.add_contenttype" }, async (actor) => {
      const type = await resourceTypeChanges.create({ appLabel, model, label });
      await resourceTypeChanges.addPermissions(type, permissions, "permissions");
      const codenames = [...defaultPermissionsOf(type), ...permissions].map(({ codename }) => codename);
      await history.note({ actor, source }, loggedType(type), { before: null, after: snapshotOf(type, codenames) });
      return type;
    });
  }

  /**
   * Changes the label of a resource type, and adds and removes permissions beside the four. Needs `contenttypes.change_contenttype`.
   *
   * @throws UserErrors `NOT_FOUND`, `OUT_OF_SCOPE` for types in code, everything that is wrong with the form, or `ALREADY_TAKEN`
   */
  async update({ actorId, form, source }: FormRequest<ChangedResourceTypeForm>): Promise<ResourceTypeRecord> {
    const { staff, resourceTypeChanges } = this.parts;
    const label = form.label === undefined ? undefined : normalizeName(form.label);
    const added = (form.addPermissions ?? []).map(normalizeExtra);
    refuseIfAny([
      ...atInput("label", label === undefined ? [] : faultsOfLabel(label, "label")),
      ...faultsOfExtras(added, "addPermissions"),
    ]);
    return staff.run({ actorId, permission: "contenttypes.change_contenttype" }, async (actor) => {
      const type = await this.lock(form.id);
      const removed = removedFrom(type, form.removePermissions ?? []);
      refuseTooMany(type, added.length - removed.length);
      const changed = { ...type, label: label ?? type.label };
      const after = [...codenamesOf(type.permissions).filter((name) => !codenamesOf(removed).includes(name)), ...codenamesOf(added)];
      const change = { before: snapshotOf(type, codenamesOf(type.permissions)), after: snapshotOf(changed, after) };
      await this.noteAndTake({ actor, source }, type, { change, removed });
      await resourceTypeChanges.relabel(changed);
      await resourceTypeChanges.addPermissions(changed, added, "addPermissions");
      await resourceTypeChanges.removePermissions(removed.map(({ id }) => id));
      return changed;
    });
  }

  /**
   * Deletes a resource type with its permissions. Needs `contenttypes.delete_contenttype`.
   *
   * @throws UserErrors `NOT_FOUND`, or `OUT_OF_SCOPE` for types in code
   */
  async delete({ actorId, form: { id }, source }: FormRequest<{ readonly id: string }>): Promise<void> {
    const { staff, resourceTypeChanges } = this.parts;
    await staff.run({ actorId, permission: "contenttypes.delete_contenttype" }, async (actor) => {
      const type = await this.lock(id);
      const change = { before: snapshotOf(type, codenamesOf(type.permissions)), after: null };
      await this.noteAndTake({ actor, source }, type, { change, removed: type.permissions });
      await resourceTypeChanges.remove(type.id);
    });
  }

  private async lock(id: string): Promise<WholeResourceType> {
    const type = await this.parts.resourceTypeChanges.lock(id);
    if (!type) throw new UserErrors([{ ...typeNotFound, path: ["input", "id"] }]);
    if (this.parts.resourceTypes.isManagedByCode(type)) throw new UserErrors([{ ...managedByCode, path: ["input", "id"] }]);
    return type;
  }

  /** Writes the history, with those who lose something, whose forms are stale from now on. */
  private async noteAndTake(
    act: StaffAct,
    type: ResourceTypeRecord,
    { change, removed }: { change: { before: Snapshot; after: Snapshot | null }; removed: readonly StoredPermission[] },
  ): Promise<void> {
    const { history, permissionHolders } = this.parts;
    const ids = removed.map(({ id }) => id);
    const takenFrom = await permissionHolders.list(ids);
    await history.note(act, loggedType(type), { ...change, ...(takenFrom.length > 0 && { facts: { takenFrom } }) });
    await permissionHolders.touch(ids);
  }
}

function loggedType(type: ResourceTypeRecord): { type: string; id: string; name: string } {
  return { type: "contenttypes.contenttype", id: type.id, name: resourceTypeName(type) };
}

function snapshotOf({ appLabel, model, label }: ResourceTypeRecord, permissions: readonly string[]): Snapshot {
  return { appLabel, model, label, permissions };
}

function codenamesOf(permissions: readonly { readonly codename: string }[]): string[] {
  return permissions.map(({ codename }) => codename);
}
