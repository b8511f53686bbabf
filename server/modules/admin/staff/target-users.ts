import type { Fault, UserError } from "../../../foundation/kernel/user-error.js";
import { atInput, refuseIfAny, UserErrors } from "../../../foundation/kernel/user-error.js";
import type { UserChangesService } from "../../accounts/user-changes.service.js";
import type { UserRecord } from "../../accounts/user-record.js";
import type { Delegation, StaffActor, WantedChange } from "./delegation.js";
import { type RefusedUser, Refusals } from "./refusals.js";

/** Users who are judged as part of all who are to be changed. */
export interface Judged {
  readonly users: readonly UserRecord[];
  readonly wanted: WantedChange;
  /** At least the superusers among all who are to be changed: of the last ones, none may go. */
  readonly losing: readonly UserRecord[];
}

/** A user who is passed over; the name is null when there is no such user any more. */
export interface SkippedUser {
  readonly id: string;
  readonly username: string | null;
  readonly code: string;
}

/** Finds the users that staff wants to change, and refuses what may not be done to them. */
export class TargetUsers {
  constructor(
    private readonly users: UserChangesService,
    private readonly delegation: Delegation,
  ) {}

  /**
   * Locks users who are all to be changed in one way, in the order of their keys; one who is named twice comes once.
   *
   * @throws UserErrors at every place of `input.ids` that is wrong: `NOT_FOUND` or what delegation forbids
   */
  async lockMany(actor: StaffActor, ids: readonly string[], wanted: WantedChange): Promise<UserRecord[]> {
    if (ids.length === 0) throw new UserErrors([{ code: "REQUIRED", message: "Name at least one user.", path: ["input", "ids"] }]);
    const found = await this.users.lock(ids);
    const faults = await this.judge(actor, { ids, found }, wanted);
    refuseIfAny(faults.flatMap((some, index) => some.map((fault): UserError => ({ ...fault, path: ["input", "ids", String(index)] }))));
    return [...found.values()];
  }

  /**
   * Locks users who were selected, as {@link lockMany}; who is gone meanwhile is left out.
   *
   * @throws UserErrors at `input.matching`, naming those who are refused
   */
  async lockSelected(actor: StaffActor, ids: readonly string[], wanted: WantedChange): Promise<UserRecord[]> {
    const users = [...(await this.users.lock(ids)).values()];
    const refusals = new Refusals();
    refusals.add(await this.refusedOf(actor, { users, wanted, losing: users }));
    refusals.throwIfAny();
    return users;
  }

  /** Locks users and tells who of them may not be changed, or is gone, and why. */
  async lockAllowed(
    actor: StaffActor,
    ids: readonly string[],
    wanted: WantedChange,
  ): Promise<{ users: UserRecord[]; skipped: SkippedUser[] }> {
    const found = await this.users.lock(ids);
    const users = [...found.values()];
    const refused = await this.refusedOf(actor, { users, wanted, losing: users });
    const gone = ids.filter((id) => !found.has(id)).map((id) => ({ id, username: null, code: notFound.code }));
    const forbidden = refused.map(({ user, fault }) => ({ id: user.id, username: user.username, code: fault.code }));
    const refusedIds = new Set(forbidden.map(({ id }) => id));
    return { users: users.filter(({ id }) => !refusedIds.has(id)), skipped: [...gone, ...forbidden] };
  }

  /** Those of some users who may not be changed, each with the first reason. Locks nobody. */
  async refusedOf(actor: StaffActor, { users, wanted, losing }: Judged): Promise<RefusedUser[]> {
    const faults = await this.faultsOf(actor, { users, wanted, losing });
    return users.flatMap((user) => (faults.get(user.id) ?? []).slice(0, 1).map((fault) => ({ user, fault })));
  }

  /**
   * Why users may not be changed in one way: a list for each id, in their order, empty where nothing is wrong.
   *
   * @param found the users that are there, by key
   */
  async judge(
    actor: StaffActor,
    { ids, found }: { readonly ids: readonly string[]; readonly found: ReadonlyMap<string, UserRecord> },
    wanted: WantedChange,
  ): Promise<Fault[][]> {
    const users = [...found.values()];
    const faults = await this.faultsOf(actor, { users, wanted, losing: users });
    return ids.map((id) => (found.has(id) ? (faults.get(id) ?? []) : [notFound]));
  }

  /**
   * Locks one user.
   *
   * @throws UserErrors `NOT_FOUND` at `input.id`
   */
  async lockOne(id: string): Promise<UserRecord> {
    const user = (await this.users.lock([id])).get(id);
    if (!user) throw new UserErrors([{ ...notFound, path: ["input", "id"] }]);
    return user;
  }

  /**
   * Refuses a change of one user, or the making of one, that the actor may not make.
   *
   * @throws UserErrors at the fields that are refused, or at `id` when the user as a whole is
   */
  async refuseOne(actor: StaffActor, user: UserRecord | null, wanted: WantedChange): Promise<void> {
    const isLast = user !== null && (await this.lastSuperusers([user], wanted)).length > 0;
    const faults = isLast ? [{ ...lastAdministrator, field: null }] : this.delegation.ofUser(actor, user, wanted);
    refuseIfAny(faults.flatMap(({ field, ...fault }) => atInput(field ?? "id", [fault])));
  }

  private async faultsOf(actor: StaffActor, { users, wanted, losing }: Judged): Promise<Map<string, Fault[]>> {
    const lost = new Set((await this.lastSuperusers(losing, wanted)).map(({ id }) => id));
    return new Map(users.map((user) => [user.id, lost.has(user.id) ? [lastAdministrator] : this.delegation.ofUser(actor, user, wanted)]));
  }

  /** Those who would be missed: active superusers who end as such, when no other is left. */
  private async lastSuperusers(users: readonly UserRecord[], wanted: WantedChange): Promise<UserRecord[]> {
    const isLosing = wanted.isDeleted === true || wanted.isActive === false || wanted.isSuperuser === false;
    const losing = users.filter((user) => isLosing && user.isSuperuser && user.isActive);
    if (losing.length === 0) return [];
    return (await this.users.hasSuperuserBeside(losing.map(({ id }) => id))) ? [] : losing;
  }
}

const notFound: Fault = { code: "NOT_FOUND", message: "There is no such user; it may have been deleted." };

const lastAdministrator: Fault = {
  code: "LAST_ADMINISTRATOR",
  message: "Nobody else is an active superuser; make somebody else one first.",
};
