import type { Actor } from "../../foundation/kernel/actor.js";
import { newId } from "../../foundation/kernel/ids.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { Database } from "../../foundation/platform/database/database.js";

/** What is logged. */
export const logActions = {
  SIGN_UP: "Somebody made an account.",
  LOG_IN: "Somebody logged in, or tried to.",
  LOG_OUT: "Somebody logged out.",
  SESSION_REVOKE: "Sessions were ended.",
  PASSWORD_CHANGE: "A password was changed by its owner, an operator or staff, or its owner tried to.",
  PASSWORD_RESET_REQUEST: "A reset mail was asked for and sent.",
  PASSWORD_RESET: "A password was set with a mailed token.",
  INVITATION_SEND: "Somebody was invited to choose the first password of their account.",
  INVITATION_ACCEPT: "The first password was chosen with a mailed invitation.",
  IMPERSONATION_START: "A superuser began to act as somebody else; `details.reason` tells why.",
  IMPERSONATION_END: "A superuser acts as somebody else no more; `details.expiredAt` is there when the time was over.",
  PROFILE_CHANGE: "Somebody changed their own profile.",
  ADD: "An object was added.",
  CHANGE: "An object was changed.",
  DELETE: "An object was deleted.",
  BULK_CHANGE: "A change of very many users began or ended; each user has an entry as well.",
  REFUSED: "Somebody tried what they may not do; `details` tell which operation, and why not.",
  EXPORT: "Users, or the log, were written to a file.",
} as const;

/** A key of {@link logActions}. */
export type LogAction = keyof typeof logActions;

/** What is to be noted. */
export interface AuditRecord {
  readonly action: LogAction;
  readonly outcome?: "SUCCESS" | "FAILURE";
  /** Who did it; absent when nobody is known. */
  readonly actor?: (Omit<Actor, "id"> & { readonly id: string | null }) | undefined;
  /** To what; `type` is `app_label.model`. No name for something that may not exist. */
  readonly object?: { readonly type: string; readonly id: string | null; readonly name?: string } | undefined;
  readonly source: RequestSource;
  /** Further facts: names of changed fields, numbers. Never a secret, and nothing of a password. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Something that another system noted once. */
export interface HistoricalRecord extends AuditRecord {
  /** A UUID that is the same whenever the same entry is brought in, so that it is kept once. */
  readonly id: string;
  readonly occurredAt: Date;
}

/** Longest text kept of a name. */
const maxNameLength = 200;

/** Prepared, because every log-in runs it. */
const recordStatement = {
  name: "record-log-entry",
  text: `
    INSERT INTO log_entries
      (id, action, outcome, actor_id, actor_name, object_type, object_id, object_name, ip_address, user_agent, request_id, details,
       impersonator_id, impersonator_name)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
};

/** Writes the log. */
export class AuditService {
  constructor(private readonly database: Database) {}

  /** Notes what was done. Called inside the transaction that does it: no change without its entry, no entry without its change. */
  async record({ action, outcome = "SUCCESS", actor, object, source, details = {} }: AuditRecord): Promise<void> {
    await this.database.execute(recordStatement, [
      newId(),
      action,
      outcome,
      actor?.id ?? null,
      cut(actor?.name),
      object?.type ?? null,
      object?.id ?? null,
      cut(object?.name),
      source.ipAddress,
      source.userAgent,
      source.requestId,
      details,
      source.impersonator?.id ?? null,
      cut(source.impersonator?.name),
    ]);
  }

  /** Who changed an object last, and when; the name is null when nobody is known. */
  async findLastChange({ type, id }: { type: string; id: string }): Promise<{ actorName: string | null; occurredAt: Date } | null> {
    const [row] = await this.database.query<{ actor_name: string | null; occurred_at: Date }>(
      `SELECT actor_name, occurred_at FROM log_entries
       WHERE object_type = $1 AND object_id = $2 AND outcome = 'SUCCESS' AND action IN ('ADD', 'CHANGE', 'PROFILE_CHANGE', 'SIGN_UP')
       ORDER BY occurred_at DESC LIMIT 1`,
      [type, id],
    );
    return row ? { actorName: row.actor_name, occurredAt: row.occurred_at } : null;
  }
  /**
   * Notes many things with one statement: those just done, as `record`, and those of another system, with their own time.
   *
   * @returns how many were new
   */
  async recordAll(records: readonly (AuditRecord | HistoricalRecord)[]): Promise<number> {
    return this.database.execute(
      `INSERT INTO log_entries
         (id, occurred_at, action, outcome, actor_id, actor_name, object_type, object_id, object_name, ip_address, user_agent, request_id, details,
          impersonator_id, impersonator_name)
       SELECT id, coalesce(occurred_at, clock_timestamp()), action, outcome, actor_id, actor_name, object_type, object_id, object_name,
              ip_address, user_agent, request_id, details, impersonator_id, impersonator_name
       FROM jsonb_to_recordset($1) AS entries (id uuid, occurred_at timestamptz, action text, outcome text, actor_id uuid, actor_name text,
         object_type text, object_id text, object_name text, ip_address inet, user_agent text, request_id text, details jsonb,
         impersonator_id uuid, impersonator_name text)
       ON CONFLICT (id) DO NOTHING`,
      [JSON.stringify(records.map(toRow))],
    );
  }
}

function toRow({ action, outcome = "SUCCESS", actor, object, source, details = {}, ...history }: AuditRecord | HistoricalRecord): object {
  return {
    id: "id" in history ? history.id : newId(),
    occurred_at: "occurredAt" in history ? history.occurredAt : null,
    action,
    outcome,
    actor_id: actor?.id ?? null,
    actor_name: cut(actor?.name),
    object_type: object?.type ?? null,
    object_id: object?.id ?? null,
    object_name: cut(object?.name),
    ip_address: source.ipAddress,
    user_agent: source.userAgent,
    request_id: source.requestId,
    details,
    impersonator_id: source.impersonator?.id ?? null,
    impersonator_name: cut(source.impersonator?.name),
  };
}

/** What PostgreSQL cannot store is replaced: people can type it. */
function cut(name: string | undefined): string | null {
  const storable = name?.replace(/[\0\p{Surrogate}]/gu, "\ufffd");
  return storable === undefined ? null : [...storable].slice(0, maxNameLength).join("");
}
