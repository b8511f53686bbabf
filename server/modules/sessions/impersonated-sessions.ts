import { newId } from "../../foundation/kernel/ids.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { digestOf, newSecret } from "../../foundation/kernel/secrets.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { loggedUser } from "../accounts/user-record.js";
import { type UsersService, withoutPassword } from "../accounts/users.service.js";
import type { AuditService } from "../audit/audit.service.js";
import { type Impersonator, isLive, type LiveSession, sessionColumns, type SessionRow } from "./session-record.js";
import { opened, type OpenedSession, type SessionsService } from "./sessions.service.js";

/** What sessions of impersonators need. */
export interface ImpersonatedSessionsParts {
  readonly database: Database;
  readonly users: UsersService;
  readonly sessions: SessionsService;
  readonly audit: AuditService;
}

/** How long they last, and which sessions are good. */
export interface ImpersonationRules {
  readonly idleSeconds: number;
  readonly impersonationSeconds: number;
  readonly backendNames: readonly string[];
}

/** The session that an impersonation began in. */
export interface OriginalSession extends LiveSession {
  /** What the session is bound to. */
  readonly passwordRecord: string;
}

/**
 * Sessions in which a superuser acts as somebody else. They are bound to the session they began in, and the database ends them
 * with it, and with every change of rights or password of either user. Whatever ends one, the log tells: the database notes it when
 * the row is removed, so one that ran out is noted by the next sweep. All methods run in the transaction of the caller.
 */
export class ImpersonatedSessions {
  constructor(
    private readonly parts: ImpersonatedSessionsParts,
    private readonly rules: ImpersonationRules,
  ) {}

  /**
   * Opens a session of another user, and ends one that was opened from the same session before. Leaves no trace on the account:
   * nobody has logged in.
   *
   * @returns null when the original session has ended meanwhile, its user is no superuser any more, or the other must not be impersonated
   */
  async begin(originalId: string, targetId: string, source: RequestSource): Promise<OpenedSession | null> {
    const { idleSeconds, impersonationSeconds, backendNames } = this.rules;
    await this.parts.database.execute("DELETE FROM sessions WHERE impersonator_session_id = $1", [originalId]);
    const secret = newSecret();
    const [row] = await this.parts.database.query<SessionRow>(beginImpersonation, [
      idleSeconds,
      backendNames,
      originalId,
      targetId,
      newId(),
      digestOf(secret),
      impersonationSeconds,
      source.ipAddress,
      source.userAgent,
    ]);
    return row ? opened(row, secret) : null;
  }

  /** The session that an impersonation began in, with its user's row locked; null when it is not good any more. */
  async originalOf({ id, sessionId }: Impersonator): Promise<OriginalSession | null> {
    const user = await this.parts.users.findWithPassword(id);
    const [session = null] = await this.parts.sessions.findMany([sessionId]);
    return user && session && { session, user: withoutPassword(user), passwordRecord: user.password };
  }

  /** Ends an impersonation and notes it with its request; false when it has ended meanwhile. */
  async end({ user, session }: LiveSession, impersonator: Impersonator, source: RequestSource): Promise<boolean> {
    // Without its mark it ends as any other session does: the database, which knows of no request, notes nothing.
    await this.parts.database.execute(
      "UPDATE sessions SET impersonator_id = NULL, impersonator_name = NULL, impersonator_session_id = NULL WHERE id = $1",
      [session.id],
    );
    if (!(await this.parts.sessions.revoke(user.id, session.id))) return false;
    const actor = { id: impersonator.id, name: impersonator.name };
    await this.parts.audit.record({ action: "IMPERSONATION_END", actor, object: loggedUser(user), source });
    return true;
  }
}

/** The original session and its user stay locked, so that a change of password or rights comes before or after, not in between. */
const beginImpersonation = `
  WITH original AS (
    SELECT sessions.id, sessions.user_id, sessions.expires_at, sessions.backend, users.username
    FROM sessions JOIN users ON users.id = sessions.user_id
    WHERE sessions.id = $3 AND sessions.impersonator_id IS NULL AND users.is_superuser AND ${isLive}
    FOR UPDATE
  )
  INSERT INTO sessions (id, user_id, secret_digest, password_digest, expires_at, is_remembered, method, backend, ip_address, user_agent,
                        impersonator_id, impersonator_name, impersonator_session_id)
  SELECT $5, users.id, $6, sha256(convert_to(users.password, 'UTF8')), least(original.expires_at, now() + make_interval(secs => $7)),
         false, 'IMPERSONATION', original.backend, $8, $9, original.user_id, original.username, original.id
  FROM original JOIN users ON users.id = $4
  WHERE users.is_active AND NOT users.is_superuser
  RETURNING ${sessionColumns}`;
