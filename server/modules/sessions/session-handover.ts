import type { SessionContext, SessionDelivery } from "./session-context.js";
import type { OpenedSession } from "./sessions.service.js";

/** Hands session tokens over to whoever sent the request. */
export class SessionHandover {
  /** @param lifetimeSeconds how long a browser keeps the cookie of a session that is remembered */
  constructor(private readonly lifetimeSeconds: number) {}

  /** Puts the token into the cookie, or returns it for the payload. */
  deliver({ session, token }: OpenedSession, delivery: SessionDelivery, context: SessionContext): string | null {
    context.heldSession.id = session.id;
    if (delivery === "BEARER") return token;
    context.cookie.set(token, session.isRemembered ? this.lifetimeSeconds : undefined);
    return null;
  }
}
