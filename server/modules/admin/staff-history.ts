import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { Holdings } from "../accounts/user-changes.service.js";
import { actorOf, loggedUser, type UserRecord } from "../accounts/user-record.js";
import type { AuditService } from "../audit/audit.service.js";
import { changesBetween, type Snapshot } from "./changes.js";
import type { StaffActor } from "./delegation.js";

/** Who changes something, and by which request. */
export interface StaffAct {
  readonly actor: StaffActor;
  readonly source: RequestSource;
}

/** An object before and after a change; null where it was not there. */
interface Change {
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
  /** What else the log should tell of it. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Writes the history of what staff does, with old and new values, in the transaction of the change. */
export class StaffHistory {
  constructor(private readonly audit: AuditService) {}

  /** Notes that something was made, changed or deleted, and says whether: a change of nothing is not noted. */
  async note(
    { actor, source }: StaffAct,
    object: { type: string; id: string; name: string },
    { before, after, facts }: Change,
  ): Promise<boolean> {
    const changes = changesBetween(before, after);
    if (Object.keys(changes).length === 0) return false;
    const action = before === null ? "ADD" : after === null ? "DELETE" : "CHANGE";
    await this.audit.record({ action, actor: actorOf(actor.user), object, source, details: { changes, ...facts } });
    return true;
  }

  /** As `note`, for a user. */
  async noteUser(act: StaffAct, user: UserRecord, change: Change): Promise<boolean> {
    return this.note(act, loggedUser(user), change);
  }
}

/** A user as the history shows it. */
export function snapshotOf(user: UserRecord, { groups, permissions }: Holdings): Snapshot {
  const { username, firstName, lastName, email, isActive, isStaff, isSuperuser, joinedAt, lastLoginAt } = user;
  const fields = { username, firstName, lastName, email, isActive, isStaff, isSuperuser, joinedAt, lastLoginAt };
  return { ...fields, groups: groups.map((group) => group.name), permissions };
}
