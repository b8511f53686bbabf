import { RequestError } from "../../../foundation/kernel/request-error.js";
import type { RequestSource } from "../../../foundation/kernel/request-source.js";
import { codePointLength, isStorable, strip, tooLong } from "../../../foundation/kernel/text.js";
import { atInput, type Fault, refuseIfAny, UserErrors } from "../../../foundation/kernel/user-error.js";
import type { Database } from "../../../foundation/platform/database/database.js";
import { actorOf, loggedUser, type UserRecord } from "../../accounts/user-record.js";
import type { AuditService } from "../../audit/audit.service.js";
import type { ImpersonatedSessions } from "../../sessions/impersonated-sessions.js";
import type { LiveSession } from "../../sessions/session-record.js";
import type { OpenedSession, SessionsService } from "../../sessions/sessions.service.js";
import type { StaffTransactions } from "../staff/staff-transactions.js";
import type { TargetUsers } from "../staff/target-users.js";

/** Whom to act as, and why. */
export interface ImpersonationWish {
  /** Key; a text that is none finds nobody. */
  readonly userId: string;
  readonly reason: string;
}

/** Who one is now, and the session with its token. */
export interface SwitchedUser {
  readonly user: UserRecord;
  readonly opened: OpenedSession;
}

/** What acting as somebody else needs. */
export interface ImpersonationParts {
  readonly database: Database;
  readonly staff: StaffTransactions;
  readonly targets: TargetUsers;
  readonly sessions: SessionsService;
  readonly impersonatedSessions: ImpersonatedSessions;
  readonly audit: AuditService;
}

const maxReasonLength = 500;

/** Lets superusers act as somebody else, for a short time and under both names. */
export class ImpersonationService {
  constructor(private readonly parts: ImpersonationParts) {}

  /**
   * Opens a session of an active user who is no superuser, beside the one of the request, which waits.
   *
   * @throws UserErrors `NOT_FOUND`, `INVALID`, `SELF_ACTION_FORBIDDEN` or `OUT_OF_SCOPE` at `id`, and what is wrong with `reason`
   * @throws RequestError `UNAUTHENTICATED` or `FORBIDDEN` when the session or the right was lost since the request came
   */
  async start({ userId, reason: typed }: ImpersonationWish, live: LiveSession, source: RequestSource): Promise<SwitchedUser> {
    const { staff, targets, impersonatedSessions, audit } = this.parts;
    const reason = strip(typed);
    refuseIfAny(atInput("reason", faultsOfReason(reason)));
    return staff.run({ actorId: live.user.id, permission: "auth.change_user" }, async (actor) => {
      if (!actor.user.isSuperuser) throw new RequestError("FORBIDDEN", "This is for superusers.");
      const user = await targets.lockOne(userId);
      refuseIfAny(atInput("id", faultsOfTarget(user, actor.user)));
      const opened = await impersonatedSessions.begin(live.session.id, user.id, source);
      if (!opened) throw new RequestError("UNAUTHENTICATED", "Log in first.");
      await audit.record({
        action: "IMPERSONATION_START",
        actor: actorOf(actor.user),
        object: loggedUser(user),
        source,
        details: { reason },
      });
      return { user, opened };
    });
  }

  /**
   * Ends the impersonation, and gives the session it began in back under a new key; null when that has ended.
   *
   * @throws UserErrors `NOT_FOUND` when the session of the request is no impersonation, or is none any more
   */
  async stop(live: LiveSession, source: RequestSource): Promise<SwitchedUser | null> {
    const { database, sessions, impersonatedSessions } = this.parts;
    const { impersonator } = live.session;
    if (!impersonator) throw new UserErrors([noImpersonation]);
    return database.atomic(async () => {
      const original = await impersonatedSessions.originalOf(impersonator);
      if (!(await impersonatedSessions.end(live, impersonator, source))) throw new UserErrors([noImpersonation]);
      const opened = original && (await sessions.rotate(original.session.id, original.passwordRecord));
      return original && opened && { user: original.user, opened };
    });
  }
}

function faultsOfReason(reason: string): Fault[] {
  if (reason === "") return [{ code: "REQUIRED", message: "Say why; the log keeps it." }];
  if (codePointLength(reason) > maxReasonLength) return [tooLong(maxReasonLength)];
  if (!isStorable(reason)) return [{ code: "INVALID", message: "This contains a character that cannot be used." }];
  return [];
}

function faultsOfTarget(target: UserRecord, actor: UserRecord): Fault[] {
  if (target.id === actor.id) return [{ code: "SELF_ACTION_FORBIDDEN", message: "You are yourself already." }];
  if (target.isSuperuser) return [{ code: "OUT_OF_SCOPE", message: "Nobody can act as a superuser." }];
  if (!target.isActive) return [{ code: "INVALID", message: "This user may not log in, so nobody can act as them." }];
  return [];
}

const noImpersonation: Fault = { code: "NOT_FOUND", message: "You are not acting as somebody else." };
