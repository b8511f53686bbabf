import { RequestError } from "../../../foundation/kernel/request-error.js";
import { advisoryLocks } from "../../../foundation/platform/database/advisory-locks.js";
import type { Database } from "../../../foundation/platform/database/database.js";
import type { UserPermissionsService } from "../../accounts/user-permissions.service.js";
import type { UsersService } from "../../accounts/users.service.js";
import type { StaffActor } from "./delegation.js";

/** Who wants to change something, and what they must hold for it. */
export interface StaffRequest {
  readonly actorId: string;
  readonly permission: string;
}

/**
 * Runs changes by staff one after another. So whoever checks rights sees what the last change left: of two superusers who demote
 * each other at once, the second is none any more when the turn comes. Such changes are rare and short; nobody else waits.
 */
export class StaffTransactions {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly userPermissions: UserPermissionsService,
  ) {}

  /**
   * Runs work in a transaction, for an actor read inside it.
   *
   * @throws RequestError `UNAUTHENTICATED` or `FORBIDDEN` when the actor has lost the right since the request came
   */
  async run<T>({ actorId, permission }: StaffRequest, work: (actor: StaffActor) => Promise<T>): Promise<T> {
    return this.database.atomic(async () => {
      await this.database.query("SELECT pg_advisory_xact_lock($1)", [advisoryLocks.staffChanges]);
      const user = await this.users.find(actorId);
      if (!user?.isActive) throw new RequestError("UNAUTHENTICATED", "Log in first.");
      const held = await this.userPermissions.list(user);
      if (!user.isSuperuser && !held.has(permission)) {
        throw new RequestError("FORBIDDEN", `This needs the permission ${permission}.`, { requiredPermissions: [permission] });
      }
      return work({ user, held });
    });
  }
}
