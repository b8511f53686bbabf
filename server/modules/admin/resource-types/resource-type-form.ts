import type { ExtraPermission } from "../../../foundation/kernel/protected-model.js";
import { type Fault, refuseIfAny, type UserError, UserErrors } from "../../../foundation/kernel/user-error.js";
import { faultsOfExtra, mostExtraPermissions, normalizeName } from "../../permissions/model-rules.js";
import { defaultPermissionsOf } from "../../permissions/permission-catalogue.js";
import type { StoredPermission, WholeResourceType } from "../../permissions/resource-type-changes.service.js";

/** A resource type to be made. */
export interface NewResourceTypeForm {
  readonly appLabel: string;
  readonly model: string;
  readonly label: string;
  /** Beside the four that every resource type has. */
  readonly permissions: readonly ExtraPermission[];
}

/** Changes of a resource type; what is absent stays as it is. */
export interface ChangedResourceTypeForm {
  readonly id: string;
  readonly label?: string | undefined;
  readonly addPermissions?: readonly ExtraPermission[] | undefined;
  /** By codename. */
  readonly removePermissions?: readonly string[] | undefined;
}

/**
 * The permissions that go, which are none of the four.
 *
 * @throws UserErrors at places of `removePermissions`
 */
export function removedFrom(type: WholeResourceType, codenames: readonly string[]): StoredPermission[] {
  const defaults = new Set(defaultPermissionsOf(type).map(({ codename }) => codename));
  const extras = type.permissions.filter(({ codename }) => !defaults.has(codename));
  refuseIfAny(
    codenames.flatMap((name, index): UserError[] => {
      if (extras.some(({ codename }) => codename === name)) return [];
      const fault = defaults.has(name) ? defaultStays : permissionNotFound;
      return [{ ...fault, path: ["input", "removePermissions", String(index)] }];
    }),
  );
  return extras.filter(({ codename }) => codenames.includes(codename));
}

/**
 * Keeps a resource type from growing beyond all measure.
 *
 * @throws UserErrors `TOO_LONG` at `addPermissions`
 */
export function refuseTooMany(type: WholeResourceType, more: number): void {
  if (type.permissions.length - defaultPermissionsOf(type).length + more <= mostExtraPermissions) return;
  const message = `A resource type has at most ${mostExtraPermissions} permissions beside the four.`;
  throw new UserErrors([{ code: "TOO_LONG", message, path: ["input", "addPermissions"], params: { limit: mostExtraPermissions } }]);
}

/** Everything that is wrong with permissions of an input field. */
export function faultsOfExtras(permissions: readonly ExtraPermission[], field: string): UserError[] {
  return permissions.flatMap((permission, index) => {
    return Object.entries(faultsOfExtra(permission)).flatMap(([part, faults]) => {
      return faults.map((fault): UserError => ({ ...fault, path: ["input", field, String(index), part] }));
    });
  });
}

/** A permission as it is checked and stored. */
export function normalizeExtra({ codename, label }: ExtraPermission): ExtraPermission {
  return { codename: normalizeName(codename), label: normalizeName(label) };
}

/** The fault of an id that names no resource type. */
export const typeNotFound: Fault = { code: "NOT_FOUND", message: "There is no such resource type; it may have been deleted." };
/** The fault of a change of a resource type that is in code. */
export const managedByCode: Fault = { code: "OUT_OF_SCOPE", message: "The program itself registers this resource type; change it there." };
const permissionNotFound: Fault = { code: "NOT_FOUND", message: "The resource type has no such permission." };
const defaultStays: Fault = { code: "INVALID", message: "Every resource type has this permission; it goes with the resource type only." };
