import type { Fault } from "../../../foundation/kernel/user-error.js";
import type { UserRecord } from "../../accounts/user-record.js";

/** Whoever makes a change, and the names of all permissions they hold. */
export interface StaffActor {
  readonly user: UserRecord;
  readonly held: ReadonlySet<string>;
}

/** What would become of a user; what is absent stays as it is. Named as the fields of inputs are. */
export interface WantedChange {
  readonly isActive?: boolean | undefined;
  readonly isStaff?: boolean | undefined;
  readonly isSuperuser?: boolean | undefined;
  readonly isDeleted?: boolean;
  /** Groups come or go; these are the permissions that the new ones bring. */
  readonly groupIds?: readonly string[] | undefined;
  /** Direct permissions come or go; these are new. */
  readonly permissions?: readonly string[] | undefined;
  /** Whoever has the new address can come in as the user, who holds these. */
  readonly email?: ReadonlySet<string> | undefined;
  /** As with the address. */
  readonly password?: ReadonlySet<string> | undefined;
}

/** Why somebody may not make a change, and by which part of it; null when it is about the user as a whole. */
export interface DelegationFault extends Fault {
  readonly field: keyof WantedChange | null;
}

/** Decides whether an actor may make a change that their permission allows in general: no faults if so. */
export interface Delegation {
  /** @param target null for a user who is yet to be made */
  ofUser(actor: StaffActor, target: UserRecord | null, wanted: WantedChange): DelegationFault[];
  /** @param given names of permissions that a group is to have, beside those it has */
  ofGroup(actor: StaffActor, given: readonly string[]): DelegationFault[];
}

/**
 * Ours: nobody gets further than they are. Who is not superuser leaves superusers alone, makes nobody superuser or staff, gives
 * what they hold and nothing else, takes over nobody who holds more, lets nobody in again who was shut out, and leaves their own
 * rights to others. Nobody at all shuts themselves out. (Django's manual says that `change_user` equals superuser; there it does.)
 */
export const strictDelegation: Delegation = {
  ofUser(actor, target, wanted) {
    if (target?.id === actor.user.id) return faultsOfOwn(actor, wanted);
    if (actor.user.isSuperuser) return [];
    if (target?.isSuperuser) return [outOfScope(null, "Only a superuser can change a superuser.")];
    return [...faultsOfFlags(target, wanted), ...faultsOfGrants(actor, wanted), ...faultsOfTakeover(actor, target, wanted)];
  },
  ofGroup(actor, given) {
    return actor.user.isSuperuser ? [] : faultsOfGrants(actor, { permissions: given });
  },
};

/** Django's: the permission is enough for everything, but to make users takes the one to change them as well. */
export const djangoDelegation: Delegation = {
  ofUser({ user, held }, target) {
    if (target || user.isSuperuser || held.has("auth.change_user")) return [];
    return [outOfScope(null, "Making users needs the permission auth.change_user as well.")];
  },
  ofGroup() {
    return [];
  },
};

function faultsOfOwn({ user }: StaffActor, wanted: WantedChange): DelegationFault[] {
  const faults: DelegationFault[] = [];
  if (wanted.isDeleted) faults.push(selfForbidden("isDeleted", "You cannot delete your own account here."));
  if (wanted.isActive === false) faults.push(selfForbidden("isActive", "You cannot deactivate your own account."));
  if (wanted.password) faults.push(selfForbidden("password", "Change your own password with the current one."));
  if (user.isSuperuser) return faults;
  const rights = ["isStaff", "isSuperuser", "groupIds", "permissions"] as const;
  const changed = rights.filter(
    (field) => wanted[field] !== undefined && wanted[field] !== (field === "isStaff" || field === "isSuperuser" ? user[field] : undefined),
  );
  return [...faults, ...changed.map((field) => selfForbidden(field, "You cannot change your own rights."))];
}

function faultsOfFlags(target: UserRecord | null, { isActive, isStaff, isSuperuser }: WantedChange): DelegationFault[] {
  const faults: DelegationFault[] = [];
  if (isSuperuser) faults.push(outOfScope("isSuperuser", "Only a superuser can make somebody a superuser."));
  if (isStaff && !target?.isStaff) faults.push(outOfScope("isStaff", "Only a superuser can make somebody staff."));
  if (isActive && target && !target.isActive) faults.push(outOfScope("isActive", "Only a superuser can let somebody in again."));
  return faults;
}

function faultsOfGrants({ held }: StaffActor, wanted: WantedChange): DelegationFault[] {
  return (["groupIds", "permissions"] as const).flatMap((field) => {
    const beyond = (wanted[field] ?? []).filter((name) => !held.has(name));
    return beyond.length > 0 ? [beyondReach(field, beyond)] : [];
  });
}

function faultsOfTakeover({ user, held }: StaffActor, target: UserRecord | null, wanted: WantedChange): DelegationFault[] {
  return (["email", "password"] as const).flatMap((field) => {
    const theirs = wanted[field];
    if (!target || !theirs) return [];
    const isBeyond = (target.isStaff && !user.isStaff) || [...theirs].some((name) => !held.has(name));
    return isBeyond ? [outOfScope(field, "This user may do more than you; only a superuser can change what they log in with.")] : [];
  });
}

function beyondReach(field: keyof WantedChange, beyond: readonly string[]): DelegationFault {
  const [permission = ""] = beyond;
  return { ...outOfScope(field, `You cannot give what you do not hold yourself: ${permission}.`), params: { permission } };
}

function outOfScope(field: DelegationFault["field"], message: string): DelegationFault {
  return { code: "OUT_OF_SCOPE", message, field };
}

function selfForbidden(field: DelegationFault["field"], message: string): DelegationFault {
  return { code: "SELF_ACTION_FORBIDDEN", message, field };
}
