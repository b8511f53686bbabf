import type { RequestContext } from "../../foundation/graphql-kit/request-context.js";
import type { ReadScope } from "../../foundation/platform/database/replicas.js";
import { RequestError } from "../../foundation/kernel/request-error.js";
import type { LiveSession } from "./session-record.js";

/** Puts the session into the browser's cookie, or takes it out. */
export interface SessionCookie {
  /** @param maxAgeSeconds how long the browser keeps it; undefined until it is closed */
  set(token: string, maxAgeSeconds: number | undefined): void;
  clear(): void;
}

/** Remembers in the browser who has logged in there, beyond the end of sessions. */
export interface KnownDevices {
  /** Id of this device; null when nobody is known to have logged in on it. */
  readonly id: string | null;
  /** Id of this device if the user has logged in on it with the password that the stamp stands for. */
  idFor(userId: string, stamp: string): string | null;
  /** Notes that the user has logged in here. */
  remember(userId: string, stamp: string): void;
}

/** The request as fields about sessions see it. */
export interface SessionContext extends RequestContext {
  /** The session the request carries; null for anonymous requests. */
  readonly live: LiveSession | null;
  /** How the token arrived; null when there was none that opens a session. */
  readonly delivery: SessionDelivery | null;
  /**
   * Key of the session that the caller holds after the request: that of {@link SessionContext.live}, or one it was handed. In an object
   * of its own, because Apollo Server copies the context.
   */
  readonly heldSession: { id: string | null };
  /** What of the request may be read from replicas. */
  readonly reads: ReadScope;
  readonly cookie: SessionCookie;
  readonly devices: KnownDevices;
  /** Names of all permissions the caller holds; read once per request. */
  permissions(): Promise<ReadonlySet<string>>;
}

/** How a session token travels. */
export const SessionDeliveryEnum = { COOKIE: "COOKIE", BEARER: "BEARER" } as const;

/** A value of {@link SessionDeliveryEnum}. */
export type SessionDelivery = keyof typeof SessionDeliveryEnum;

/**
 * The session of a request, for fields that require log-in.
 *
 * @throws RequestError `UNAUTHENTICATED`
 */
export function requireSession(context: SessionContext): LiveSession {
  if (!context.live) throw new RequestError("UNAUTHENTICATED", "Log in first.");
  return context.live;
}
