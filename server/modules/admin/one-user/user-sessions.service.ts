import { UserErrors } from "../../../foundation/kernel/user-error.js";
import { actorOf, loggedUser } from "../../accounts/user-record.js";
import type { AuditService } from "../../audit/audit.service.js";
import type { SessionsService } from "../../sessions/sessions.service.js";
import type { StaffTransactions } from "../staff/staff-transactions.js";
import type { TargetUsers } from "../staff/target-users.js";
import type { FormRequest } from "./user-editing.service.js";

/** What ending sessions of others needs. */
export interface UserSessionsParts {
  readonly staff: StaffTransactions;
  readonly targets: TargetUsers;
  readonly sessions: SessionsService;
  readonly audit: AuditService;
}

/** Lets staff end single sessions of users. */
export class UserSessionsService {
  constructor(private readonly parts: UserSessionsParts) {}

  /**
   * Ends one session, and nothing else of the user. Needs `sessions.delete_session`.
   *
   * @param request `id` is the key of the session
   * @param currentId key of the session of the request: that one ends by logging out, which takes the cookie along
   * @throws UserErrors at `id`: `NOT_FOUND`, also for a session that has ended; `SELF_ACTION_FORBIDDEN`; or what delegation forbids
   */
  async revoke({ actorId, form, source }: FormRequest<{ readonly id: string | undefined }>, currentId: string): Promise<void> {
    const { staff, targets, sessions, audit } = this.parts;
    await staff.run({ actorId, permission: "sessions.delete_session" }, async (actor) => {
      const [session] = form.id === undefined ? [] : await sessions.findMany([form.id]);
      if (!session) throw new UserErrors([notFound]);
      if (session.id === currentId) throw new UserErrors([isCurrent]);
      const user = await targets.lockOne(session.userId);
      await targets.refuseOne(actor, user, {});
      // Its user may have logged out, or it may have been given a new key, since it was read.
      if (!(await sessions.revoke(user.id, session.id))) throw new UserErrors([notFound]);
      const details = { sessionIds: [session.id] };
      await audit.record({ action: "SESSION_REVOKE", actor: actorOf(actor.user), object: loggedUser(user), source, details });
    });
  }
}

const notFound = { code: "NOT_FOUND", message: "There is no such session; it may have ended already.", path: ["input", "id"] } as const;

const isCurrent = {
  code: "SELF_ACTION_FORBIDDEN",
  message: "This is the session that you are using; log out to end it.",
  path: ["input", "id"],
} as const;
