import type { Actor } from "./foundation/kernel/actor.js";
import { RequestError } from "./foundation/kernel/request-error.js";
import type { UserRecord } from "./modules/accounts/user-record.js";

/** Who sends a request to a route of your own. */
export interface Visitor {
  /** The logged-in user; null for everybody else. */
  readonly user: UserRecord | null;
  /** The superuser who acts as the user; null when nobody does. */
  readonly impersonator: Actor | null;
  /**
   * Whether the visitor holds a permission `app_label.codename`.
   *
   * @param objectId asks about one object instead of all; superusers may, and whom your `objectPermissions` allow it. Questions
   *   asked at the same moment, as for the rows of a list, reach them together.
   */
  hasPermission(name: string, objectId?: string): Promise<boolean>;
}

/** Decides whether a visitor may pass; throws `RequestError` if not. For HTTP routes and GraphQL resolvers alike. */
export type Guard = (visitor: Visitor) => Promise<void>;

/** Lets everybody pass who is logged in; others get `UNAUTHENTICATED`. */
export function requireLogin(): Guard {
  return async ({ user }) => {
    if (!user) throw new RequestError("UNAUTHENTICATED", "Log in first.");
  };
}

/** Refuses whoever acts as somebody else, with `FORBIDDEN`; for routes on which people do what nobody should do for them. */
export function refuseImpersonators(): Guard {
  return async ({ impersonator }) => {
    if (impersonator) throw new RequestError("FORBIDDEN", "Not while you act as somebody else; stop that first.");
  };
}

/**
 * Lets those pass who hold the permission; others get `FORBIDDEN`, or `UNAUTHENTICATED` without a session.
 *
 * @param objectId asks about one object instead of all: `await requirePermission("shop.view_order", id)(visitor)` in a route
 */
export function requirePermission(name: string, objectId?: string): Guard {
  return async (visitor) => {
    await requireLogin()(visitor);
    if (!(await visitor.hasPermission(name, objectId))) {
      throw new RequestError("FORBIDDEN", `This needs the permission ${name}.`, { requiredPermissions: [name] });
    }
  };
}
