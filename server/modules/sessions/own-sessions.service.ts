import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { actorOf, loggedUser } from "../accounts/user-record.js";
import type { AuditService } from "../audit/audit.service.js";
import type { LiveSession } from "./session-record.js";
import type { SessionsService } from "./sessions.service.js";

/** Lets users end their own sessions. */
export class OwnSessionsService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
  ) {}

  /** Ends one session of the user; false when there is none. */
  async revoke({ user }: LiveSession, sessionId: string, source: RequestSource): Promise<boolean> {
    return this.database.atomic(async () => {
      if (!(await this.sessions.revoke(user.id, sessionId))) return false;
      const details = { sessionIds: [sessionId] };
      await this.audit.record({ action: "SESSION_REVOKE", actor: actorOf(user), object: loggedUser(user), source, details });
      return true;
    });
  }

  /** Ends all sessions of the user but the one of the request, and says how many. */
  async revokeOthers({ user, session }: LiveSession, source: RequestSource): Promise<number> {
    return this.database.atomic(async () => {
      const count = await this.sessions.revokeOthers(user.id, session.id);
      const details = { others: count };
      await this.audit.record({ action: "SESSION_REVOKE", actor: actorOf(user), object: loggedUser(user), source, details });
      return count;
    });
  }
}
