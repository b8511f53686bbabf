import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { UserChangesService } from "../accounts/user-changes.service.js";
import { actorOf, loggedUser, type UserRecord } from "../accounts/user-record.js";
import type { AuditService } from "../audit/audit.service.js";
import type { SessionsService } from "../sessions/sessions.service.js";
import { snapshotOf, type StaffHistory } from "./staff-history.js";
import type { StaffTransactions } from "./staff-transactions.js";
import type { TargetUsers } from "./target-users.js";

/** Which users somebody wants to change. */
export interface ManyUsersRequest {
  readonly actorId: string;
  /** Keys; a text that is none finds nobody. */
  readonly userIds: readonly string[];
  readonly source: RequestSource;
}

/** What changing users needs. */
export interface ManyUsersParts {
  readonly staff: StaffTransactions;
  readonly targets: TargetUsers;
  readonly history: StaffHistory;
  readonly userChanges: UserChangesService;
  readonly sessions: SessionsService;
  readonly audit: AuditService;
}

/**
 * Does to many users what staff does to one. Every one is checked before any is changed, and all are changed in one transaction:
 * when one is refused, nothing happens. All methods throw `UserErrors` at places of `input.ids`.
 */
export class ManyUsersService {
  constructor(private readonly parts: ManyUsersParts) {}

  /** Lets users in, or shuts them out; the latter ends their sessions, and none of them revives. Needs `auth.change_user`. */
  async setActive({ actorId, userIds, source }: ManyUsersRequest, isActive: boolean): Promise<UserRecord[]> {
    const { staff, targets, history, userChanges, sessions } = this.parts;
    return staff.run({ actorId, permission: "auth.change_user" }, async (actor) => {
      const users = await targets.lockMany(actor, userIds, { isActive });
      const changed = users.filter((user) => user.isActive !== isActive);
      await userChanges.setActive(keysOf(changed), isActive);
      await userChanges.touch(keysOf(changed));
      if (!isActive) await sessions.revokeAllOf(keysOf(users));
      for (const user of changed) {
        await history.noteUser({ actor, source }, user, { before: { isActive: user.isActive }, after: { isActive } });
      }
      return [...(await userChanges.lock(keysOf(users))).values()];
    });
  }

  /** Deletes users with everything that is theirs; the log stays. Needs `auth.delete_user`. */
  async delete({ actorId, userIds, source }: ManyUsersRequest): Promise<UserRecord[]> {
    const { staff, targets, history, userChanges } = this.parts;
    return staff.run({ actorId, permission: "auth.delete_user" }, async (actor) => {
      const users = await targets.lockMany(actor, userIds, { isDeleted: true });
      const holdings = await userChanges.holdingsOf(keysOf(users));
      for (const [index, user] of users.entries()) {
        const before = snapshotOf(user, holdings[index] ?? { groups: [], permissions: [] });
        await history.noteUser({ actor, source }, user, { before, after: null });
      }
      await userChanges.remove(keysOf(users));
      return users;
    });
  }

  /** Ends all sessions of users, and says how many those were. Needs `sessions.delete_session`. */
  async revokeSessions({ actorId, userIds, source }: ManyUsersRequest): Promise<number> {
    const { staff, targets, sessions, audit } = this.parts;
    return staff.run({ actorId, permission: "sessions.delete_session" }, async (actor) => {
      const users = await targets.lockMany(actor, userIds, {});
      const ended = await sessions.revokeAllOf(keysOf(users));
      for (const user of users) {
        const count = ended.filter((userId) => userId === user.id).length;
        if (count === 0) continue;
        const record = { actor: actorOf(actor.user), object: loggedUser(user), source, details: { sessions: count } };
        await audit.record({ action: "SESSION_REVOKE", ...record });
      }
      return ended.length;
    });
  }
}

/** The keys of users. */
export function keysOf(users: readonly UserRecord[]): string[] {
  return users.map(({ id }) => id);
}
