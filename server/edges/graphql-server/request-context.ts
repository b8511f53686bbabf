import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { NeededRights } from "../../modules/accounts/held-rights.js";
import { actorOf } from "../../modules/accounts/user-record.js";
import type { UserPermissionsService } from "../../modules/accounts/user-permissions.service.js";
import type { RefusalLog } from "../../modules/audit/refusal-log.js";
import type { KnownDevices, SessionContext, SessionCookie, SessionDelivery } from "../../modules/sessions/session-context.js";
import type { SessionsService } from "../../modules/sessions/sessions.service.js";

/** What a door knows of a request before anyone has looked at the session. */
export interface IncomingRequest {
  readonly source: RequestSource;
  readonly cookieToken: string | undefined;
  readonly bearerToken: string | undefined;
  readonly cookie: SessionCookie;
  readonly devices: KnownDevices;
}

/** The services that every request needs. */
export interface RequestServices {
  readonly sessions: SessionsService;
  readonly userPermissions: UserPermissionsService;
  readonly refusals: RefusalLog;
  readonly resolvers: ReadonlyMap<unknown, object>;
}

/** What a request will ask of its caller, as far as that is known beforehand. */
export interface RequestNeeds {
  /** What of the caller's rights is worth reading along with the session. */
  readonly rights: NeededRights;
}

/**
 * Finds out who sends a request: one query if it carries a token, none otherwise. An `Authorization` header wins over a cookie,
 * because only a program can have put it there.
 */
export async function createRequestContext(
  incoming: IncomingRequest,
  services: RequestServices,
  { rights }: RequestNeeds = { rights: "none" },
): Promise<SessionContext> {
  const { source, bearerToken, cookieToken, cookie, devices } = incoming;
  const token = bearerToken ?? cookieToken;
  const live = token === undefined ? null : await services.sessions.find(token, rights);
  const delivery: SessionDelivery = bearerToken === undefined ? "COOKIE" : "BEARER";
  const held = services.userPermissions.of(live?.user ?? null, live?.rights?.permissions);
  const impersonator = live?.session.impersonator;
  return {
    // Whatever the request does is noted under both names, whoever writes the entry.
    source: impersonator ? { ...source, impersonator: { id: impersonator.id, name: impersonator.name } } : source,
    cookie,
    devices,
    live,
    delivery: live && delivery,
    heldSession: { id: live?.session.id ?? null },
    reads: { mayLag: false, after: live?.session.writePosition ?? 0 },
    userId: live?.user.id ?? null,
    isLoggedIn: live !== null,
    isSuperuser: live?.user.isSuperuser ?? false,
    isImpersonating: impersonator != null,
    loaders: new Map(),
    resolvers: services.resolvers,
    noteRefusal: async (refusal) => services.refusals.note(live && actorOf(live.user), refusal),
    permissions: async () => held.all(),
    hasPermission: async (permission, objectId) => held.has(permission, objectId),
    isKnownToHold: (permission) => held.isKnown(permission),
  };
}
