import type { Actor } from "../../foundation/kernel/actor.js";
import type { Statement } from "../../foundation/platform/database/database.js";
import { type HeldRights, heldRightsColumns, type HeldRightsRow, type NeededRights, toHeldRights } from "../accounts/held-rights.js";
import { type UserRecord, type UserRow, toUserRecord, userColumns } from "../accounts/user-record.js";
import type { LogInMethod } from "./session.entity.js";

/** A superuser who acts as the user of a session; the name is that of when it began. */
export interface Impersonator extends Actor {
  /** Key of the superuser's own session. */
  readonly sessionId: string;
}

/** A session without its secret. */
export interface SessionRecord {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** When the session ends if it is not used any more. */
  readonly endsAt: Date;
  readonly isRemembered: boolean;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly deviceName: string | null;
  readonly method: LogInMethod;
  /** Null when the session is a log-in of the user's own. */
  readonly impersonator: Impersonator | null;
  /** Up to where in the write-ahead log its holder must see what was written. */
  readonly writePosition: number;
}

/** A session that is good now, and whose it is. */
export interface LiveSession {
  readonly session: SessionRecord;
  readonly user: UserRecord;
  /** What the user holds, where it was read along. */
  readonly rights?: HeldRights;
}

/** Columns of a {@link SessionRecord}; `$1` is the idle time in seconds. */
export const sessionColumns = `sessions.id AS session_id, sessions.user_id AS session_user_id, sessions.created_at, sessions.last_seen_at,
  least(sessions.expires_at, sessions.last_seen_at + make_interval(secs => $1)) AS ends_at, sessions.is_remembered,
  host(sessions.ip_address) AS ip_address, sessions.user_agent, sessions.device_name, sessions.method,
  sessions.impersonator_id, sessions.impersonator_name, sessions.impersonator_session_id, sessions.write_position`;

/** Holds while a session is good, but for its secret; `$1` is the idle time in seconds, `$2` the names of configured backends. Only the database's clock counts. */
export const isLive = `sessions.expires_at > now() AND sessions.last_seen_at > now() - make_interval(secs => $1) AND users.is_active
  AND sessions.backend = ANY($2) AND sessions.password_digest = sha256(convert_to(users.password, 'UTF8'))`;

/** A row of {@link sessionColumns}. */
export interface SessionRow {
  readonly session_id: string;
  readonly session_user_id: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly ends_at: Date;
  readonly is_remembered: boolean;
  readonly ip_address: string | null;
  readonly user_agent: string | null;
  readonly device_name: string | null;
  readonly method: LogInMethod;
  readonly impersonator_id: string | null;
  readonly impersonator_name: string | null;
  readonly impersonator_session_id: string | null;
  readonly write_position: string | null;
}

/** A row of {@link findLiveSession}. */
export interface LiveSessionRow extends SessionRow, UserRow, HeldRightsRow {
  readonly secret_digest: Buffer;
  /** Last seen more than a minute ago: worth noting. */
  readonly is_sighting_due: boolean;
}

/**
 * The session check along with what the user holds, one round trip, prepared: every request of a logged-in user begins with it. `$3` is
 * the session's key.
 */
export const findLiveSession = {
  none: { name: "find-live-session", text: selectLiveSession("none") },
  permissions: { name: "find-live-session-with-permissions", text: selectLiveSession("permissions") },
  all: { name: "find-live-session-with-rights", text: selectLiveSession("all") },
} as const satisfies Record<NeededRights, Statement>;

function selectLiveSession(rights: NeededRights): string {
  const columns = [sessionColumns, userColumns, "sessions.secret_digest", ...heldRightsColumns[rights]].join(", ");
  return `SELECT ${columns}, sessions.last_seen_at < now() - interval '1 minute' AS is_sighting_due
          FROM sessions JOIN users ON users.id = sessions.user_id
          WHERE sessions.id = $3 AND ${isLive}`;
}

/** Reads a row of {@link sessionColumns}. */
export function toSessionRecord(row: SessionRow): SessionRecord {
  return {
    id: row.session_id,
    userId: row.session_user_id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    endsAt: row.ends_at,
    isRemembered: row.is_remembered,
    ipAddress: row.ip_address,
    userAgent: row.user_agent,
    deviceName: row.device_name,
    method: row.method,
    impersonator: impersonatorOf(row),
    writePosition: Number(row.write_position ?? 0),
  };
}

/** All three columns are filled, or none is. */
function impersonatorOf({
  impersonator_id: id,
  impersonator_name: name,
  impersonator_session_id: sessionId,
}: SessionRow): Impersonator | null {
  return id === null || name === null || sessionId === null ? null : { id, name, sessionId };
}

/** Reads a row of {@link findLiveSession}. */
export function toLiveSession(row: LiveSessionRow): LiveSession {
  const rights = toHeldRights(row);
  return { session: toSessionRecord(row), user: toUserRecord(row), ...(rights && { rights }) };
}
