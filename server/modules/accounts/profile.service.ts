import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { atInput, refuseIfAny } from "../../foundation/kernel/user-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { AuditService } from "../audit/audit.service.js";
import { checkPersonName, normalizePersonName } from "./person-name.js";
import { actorOf, loggedUser, type UserRecord } from "./user-record.js";
import { type UsersService, withoutPassword } from "./users.service.js";

/** Changes to a profile; absent and null names stay as they are. */
export interface ProfileChange {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
}

/** Lets users change what they are called. */
export class ProfileService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Changes the names of a user by their own wish. Nothing is written when nothing is different. Null when the account is gone.
   *
   * @throws UserErrors at `firstName` and `lastName`
   */
  async update(userId: string, change: ProfileChange, source: RequestSource): Promise<UserRecord | null> {
    const firstName = change.firstName == null ? null : normalizePersonName(change.firstName);
    const lastName = change.lastName == null ? null : normalizePersonName(change.lastName);
    refuseIfAny([...atInput("firstName", checkPersonName(firstName ?? "")), ...atInput("lastName", checkPersonName(lastName ?? ""))]);
    return this.database.atomic(async () => {
      const before = await this.users.findWithPassword(userId);
      if (!before) return null;
      const names = { firstName: firstName ?? before.firstName, lastName: lastName ?? before.lastName };
      const fields = (["firstName", "lastName"] as const).filter((field) => names[field] !== before[field]);
      if (fields.length === 0) return withoutPassword(before);
      const user = await this.users.rename(userId, names);
      if (!user) return null;
      await this.audit.record({ action: "PROFILE_CHANGE", actor: actorOf(user), object: loggedUser(user), source, details: { fields } });
      return user;
    });
  }
}
