import { isUuid, newId } from "../../foundation/kernel/ids.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { digestOf, newSecret, sameDigest } from "../../foundation/kernel/secrets.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { NeededRights } from "../accounts/held-rights.js";
import { toUserRecord, type UserRecord } from "../accounts/user-record.js";
import {
  findLiveSession,
  isLive,
  type LiveSession,
  type LiveSessionRow,
  sessionColumns,
  type SessionRecord,
  type SessionRow,
  toLiveSession,
  toSessionRecord,
} from "./session-record.js";
import type { LogInMethod } from "./session.entity.js";
import { startSession, type StartedSessionRow } from "./start-session.js";
import type { Sightings } from "./sightings.js";

/** How long sessions last. */
export interface SessionLifetimes {
  readonly idleSeconds: number;
  readonly lifetimeSeconds: number;
}

/** What a new session is opened for. */
export interface SessionStart {
  readonly userId: string;
  /** The password record that was checked; the session ends when it changes. */
  readonly passwordRecord: string;
  readonly method: LogInMethod;
  /** Name of the authentication backend that said who it is. */
  readonly backend: string;
  readonly isRemembered: boolean;
  readonly deviceName: string | null;
  readonly source: RequestSource;
}

/** A session with the token that opens it; the token exists nowhere else. */
export interface OpenedSession {
  readonly session: SessionRecord;
  readonly token: string;
}

/** A session that a log-in opened, and whose it is. */
export interface StartedSession {
  readonly user: UserRecord;
  readonly opened: OpenedSession;
}

/** The most sessions of one user that are listed: nothing else keeps somebody from opening thousands. */
const mostListed = 100;

/**
 * Opens, checks and ends sessions. A session token is `<key>.<secret>`; the table holds a digest of the secret. When one ends in which
 * a superuser acts as its user, the database notes it in the log: here and wherever else a row is removed.
 */
export class SessionsService {
  constructor(
    private readonly database: Database,
    private readonly sightings: Sightings,
    private readonly lifetimes: SessionLifetimes,
    private readonly backendNames: readonly string[],
  ) {}

  /**
   * Opens a session, with the time of the log-in at its user and its entry in the log, and forgets the user's failures in a row.
   *
   * @returns null when the account is not active, or its password record is not the one that was checked any more
   */
  async start({ userId, passwordRecord, method, backend, isRemembered, deviceName, source }: SessionStart): Promise<StartedSession | null> {
    const secret = newSecret();
    const [row] = await this.database.query<StartedSessionRow>(startSession, [
      this.lifetimes.idleSeconds,
      newId(),
      userId,
      passwordRecord,
      digestOf(secret),
      this.lifetimes.lifetimeSeconds,
      isRemembered,
      method,
      backend,
      deviceName,
      source.ipAddress,
      source.userAgent,
      newId(),
      source.requestId,
      source.impersonator?.id ?? null,
      source.impersonator?.name ?? null,
    ]);
    return row ? { user: toUserRecord(row), opened: opened(row, secret) } : null;
  }

  /**
   * The live session that a token opens; null for everything else. One query.
   *
   * @param rights what of them to read along with it
   */
  async find(token: string, rights: NeededRights = "none"): Promise<LiveSession | null> {
    const [id = "", secret = ""] = token.split(".", 2);
    if (!isUuid(id)) return null;
    const [row] = await this.database.query<LiveSessionRow>(findLiveSession[rights], [this.lifetimes.idleSeconds, this.backendNames, id]);
    if (!row || !sameDigest(row.secret_digest, digestOf(secret))) return null;
    const live = toLiveSession(row);
    if (row.is_sighting_due) this.noteSighting(live);
    return live;
  }

  /**
   * Gives a session a new key, secret and password record; what opened it before opens nothing any more. Its absolute end stays.
   *
   * @returns null when the session has ended meanwhile
   */
  async rotate(sessionId: string, passwordRecord: string): Promise<OpenedSession | null> {
    const secret = newSecret();
    const [row] = await this.database.query<SessionRow>(
      `UPDATE sessions SET id = $3, secret_digest = $4, password_digest = $5, last_seen_at = now() WHERE id = $2 RETURNING ${sessionColumns}`,
      [this.lifetimes.idleSeconds, sessionId, newId(), digestOf(secret), digestOf(passwordRecord)],
    );
    return row ? opened(row, secret) : null;
  }

  /** Lets the sessions of a user go on after the record of the same password was written in a stronger form. */
  async followUpgrade(userId: string, from: string, to: string): Promise<void> {
    await this.database.execute("UPDATE sessions SET password_digest = $3 WHERE user_id = $1 AND password_digest = $2", [
      userId,
      digestOf(from),
      digestOf(to),
    ]);
  }

  /** The live sessions of some users, newest first, by user; at most a hundred of each. One query. */
  async listByUsers(userIds: readonly string[]): Promise<SessionRecord[][]> {
    const rows = await this.database.query<SessionRow>(
      `SELECT listed.* FROM unnest($3::uuid[]) AS wanted (user_id) CROSS JOIN LATERAL (
         SELECT ${sessionColumns} FROM sessions JOIN users ON users.id = sessions.user_id
         WHERE sessions.user_id = wanted.user_id AND ${isLive} ORDER BY sessions.created_at DESC, sessions.id DESC LIMIT ${mostListed}
       ) AS listed ORDER BY listed.created_at DESC, listed.session_id DESC`,
      [this.lifetimes.idleSeconds, this.backendNames, userIds],
    );
    return userIds.map((userId) => rows.filter((row) => row.session_user_id === userId).map(toSessionRecord));
  }

  /** The live sessions with some keys, in their order; null where there is none. One query. */
  async findMany(ids: readonly string[]): Promise<(SessionRecord | null)[]> {
    const rows = await this.database.query<SessionRow>(
      `SELECT ${sessionColumns} FROM sessions JOIN users ON users.id = sessions.user_id WHERE sessions.id = ANY($3) AND ${isLive}`,
      [this.lifetimes.idleSeconds, this.backendNames, ids],
    );
    const byId = new Map(rows.map((row) => [row.session_id, toSessionRecord(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** Ends one session of a user; false when the user has no such session. */
  async revoke(userId: string, sessionId: string): Promise<boolean> {
    return (await this.database.execute("DELETE FROM sessions WHERE user_id = $1 AND id = $2", [userId, sessionId])) === 1;
  }

  /** Ends all sessions of a user but one, and says how many. */
  async revokeOthers(userId: string, keptSessionId: string): Promise<number> {
    return this.database.execute("DELETE FROM sessions WHERE user_id = $1 AND id <> $2", [userId, keptSessionId]);
  }

  /** Ends all sessions of a user, and says how many. */
  async revokeAll(userId: string): Promise<number> {
    return this.database.execute("DELETE FROM sessions WHERE user_id = $1", [userId]);
  }

  /** Ends all sessions of some users, and gives whose each one was. */
  async revokeAllOf(userIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ user_id: string }>("DELETE FROM sessions WHERE user_id = ANY($1) RETURNING user_id", [
      userIds,
    ]);
    return rows.map((row) => row.user_id);
  }

  /** Removes sessions that are over. */
  async sweep(): Promise<number> {
    return this.database.execute("DELETE FROM sessions WHERE expires_at <= now() OR last_seen_at <= now() - make_interval(secs => $1)", [
      this.lifetimes.idleSeconds,
    ]);
  }

  /** Whoever acts as somebody else uses their own session too: it does not end of idleness meanwhile. */
  private noteSighting({ session: { id, impersonator } }: LiveSession): void {
    this.sightings.add(id);
    if (impersonator) this.sightings.add(impersonator.sessionId);
  }
}

/** A row that was just written, with the token that its secret makes. */
export function opened(row: SessionRow | undefined, secret: string): OpenedSession {
  if (!row) throw new Error("the database returned no session");
  return { session: toSessionRecord(row), token: `${row.session_id}.${secret}` };
}
