import { actorOf, loggedUser } from "../../accounts/user-record.js";
import type { AuditService } from "../../audit/audit.service.js";
import type { SessionsService } from "../../sessions/sessions.service.js";
import type { BulkOrder } from "../bulk/bulk-kinds.js";
import { snapshotOf } from "../staff/staff-history.js";
import { grantWork, joinWork, leaveWork, type RightsWorkParts, withdrawWork } from "./user-rights-works.js";
import { keysOf, type UserWork } from "./user-work.js";

/** What working on users needs. */
export interface UserWorksParts extends RightsWorkParts {
  readonly sessions: SessionsService;
  readonly audit: AuditService;
}

/** Knows how each order is carried out, be it at once or batch by batch. */
export class UserWorks {
  constructor(private readonly parts: UserWorksParts) {}

  /**
   * The work that an order asks for, with what it names read and locked.
   *
   * @throws UserErrors `NOT_FOUND` at `groupId` or places of `permissions`
   */
  async find({ kind, groupId = "", permissions = [] }: BulkOrder): Promise<UserWork> {
    switch (kind) {
      case "ACTIVATE_USERS":
        return activation(this.parts, true);
      case "DEACTIVATE_USERS":
        return activation(this.parts, false);
      case "DELETE_USERS":
        return deletion(this.parts);
      case "REVOKE_USER_SESSIONS":
        return revocation(this.parts);
      case "ADD_USERS_TO_GROUP":
        return joinWork(this.parts, groupId);
      case "REMOVE_USERS_FROM_GROUP":
        return leaveWork(this.parts, groupId);
      case "GRANT_USER_PERMISSIONS":
        return grantWork(this.parts, permissions);
      case "REVOKE_USER_PERMISSIONS":
        return withdrawWork(this.parts, permissions);
    }
  }
}

/** Lets users in, or shuts them out; the latter ends their sessions, and none of them revives. */
function activation({ userChanges, history, sessions }: UserWorksParts, isActive: boolean): UserWork {
  return {
    wanted: { isActive },
    apply: async (act, users) => {
      const changes = users.map((user) => ({ user, before: { isActive: user.isActive }, after: { isActive } }));
      const changed = keysOf(await history.noteUsers(act, changes));
      await userChanges.setActive(changed, isActive);
      await userChanges.touch(changed);
      if (!isActive) await sessions.revokeAllOf(keysOf(users));
      return changed.length;
    },
  };
}

/** Deletes users with everything that is theirs; the log stays. */
function deletion({ userChanges, history, sessions }: UserWorksParts): UserWork {
  return {
    wanted: { isDeleted: true },
    apply: async (act, users) => {
      const holdings = await userChanges.holdingsOf(keysOf(users));
      const changes = users.map((user, index) => {
        return { user, before: snapshotOf(user, holdings[index] ?? { groups: [], permissions: [] }), after: null };
      });
      // While the users are there: the log names whom a superuser acted as until then.
      await sessions.revokeAllOf(keysOf(users));
      await history.noteUsers(act, changes);
      await userChanges.remove(keysOf(users));
      return users.length;
    },
  };
}

/** Ends all sessions of users. */
function revocation({ sessions, audit }: UserWorksParts): UserWork {
  return {
    wanted: {},
    apply: async ({ actor, source, details }, users) => {
      const ended = await sessions.revokeAllOf(keysOf(users));
      const counts = new Map<string, number>();
      for (const userId of ended) counts.set(userId, (counts.get(userId) ?? 0) + 1);
      const records = users
        .filter(({ id }) => counts.has(id))
        .map((user) => {
          const common = { actor: actorOf(actor.user), object: loggedUser(user), source };
          return { action: "SESSION_REVOKE", ...common, details: { ...details, sessions: counts.get(user.id) } } as const;
        });
      if (records.length > 0) await audit.recordAll(records);
      return ended.length;
    },
  };
}
