import type { RequestSource } from "../../../foundation/kernel/request-source.js";
import type { Holdings } from "../../accounts/user-changes.service.js";
import { actorOf, loggedUser, type UserRecord } from "../../accounts/user-record.js";
import type { AuditRecord, AuditService } from "../../audit/audit.service.js";
import { changesBetween, type Snapshot } from "./changes.js";
import type { StaffActor } from "./delegation.js";

/** Who changes something, and by which request. */
export interface StaffAct {
  readonly actor: StaffActor;
  readonly source: RequestSource;
  /** Facts for every entry. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** An object before and after a change; null where it was not there. */
interface Change {
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
  /** What else the log should tell of it. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** A user before and after a change. */
export interface UserChange extends Change {
  readonly user: UserRecord;
}

interface LoggedObject {
  readonly type: string;
  readonly id: string;
  readonly name: string;
}

/** Writes the history of what staff does, with old and new values, in the transaction of the change. */
export class StaffHistory {
  constructor(private readonly audit: AuditService) {}

  /** Notes that something was made, changed or deleted, and says whether: a change of nothing is not noted. */
  async note(act: StaffAct, object: LoggedObject, change: Change): Promise<boolean> {
    const [record] = recordsOf(act, object, change);
    if (record) await this.audit.record(record);
    return record !== undefined;
  }

  /** As `note`, for a user. */
  async noteUser(act: StaffAct, user: UserRecord, change: Change): Promise<boolean> {
    return this.note(act, loggedUser(user), change);
  }

  /** As `note`, for many users with one statement; gives those of them whose change was one. */
  async noteUsers(act: StaffAct, changes: readonly UserChange[]): Promise<UserRecord[]> {
    const noted = changes.map(({ user, ...change }) => ({ user, records: recordsOf(act, loggedUser(user), change) }));
    const records = noted.flatMap((entry) => entry.records);
    if (records.length > 0) await this.audit.recordAll(records);
    return noted.filter((entry) => entry.records.length > 0).map(({ user }) => user);
  }
}

/** The record of a change; none of a change of nothing. */
function recordsOf({ actor, source, details }: StaffAct, object: LoggedObject, { before, after, facts }: Change): AuditRecord[] {
  const changes = changesBetween(before, after);
  if (Object.keys(changes).length === 0) return [];
  const action = before === null ? "ADD" : after === null ? "DELETE" : "CHANGE";
  return [{ action, actor: actorOf(actor.user), object, source, details: { ...details, changes, ...facts } }];
}

/** A user as the history shows it. */
export function snapshotOf(user: UserRecord, { groups, permissions }: Holdings): Snapshot {
  const { username, firstName, lastName, email, isActive, isStaff, isSuperuser, joinedAt, lastLoginAt } = user;
  const fields = { username, firstName, lastName, email, isActive, isStaff, isSuperuser, joinedAt, lastLoginAt };
  return { ...fields, groups: groups.map((group) => group.name), permissions };
}
