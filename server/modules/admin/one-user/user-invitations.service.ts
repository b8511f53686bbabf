import { UserErrors } from "../../../foundation/kernel/user-error.js";
import type { UserPermissionsService } from "../../accounts/user-permissions.service.js";
import { actorOf, type UserRecord } from "../../accounts/user-record.js";
import type { UsersService } from "../../accounts/users.service.js";
import type { InvitationsService } from "../../recovery/invitations.service.js";
import { canBeInvited } from "../../recovery/send-invitation.job.js";
import type { StaffTransactions } from "../staff/staff-transactions.js";
import type { TargetUsers } from "../staff/target-users.js";
import type { FormRequest } from "./user-editing.service.js";

/** What inviting users needs. */
export interface UserInvitationsParts {
  readonly staff: StaffTransactions;
  readonly targets: TargetUsers;
  readonly users: UsersService;
  readonly userPermissions: UserPermissionsService;
  readonly invitations: InvitationsService;
}

/** Lets staff invite users who have no password yet. */
export class UserInvitationsService {
  constructor(private readonly parts: UserInvitationsParts) {}

  /**
   * Mails an invitation to the stored address of a user; earlier ones are void. Needs `auth.change_user`, and as much as setting
   * the password would: who reads the mail may be somebody else.
   *
   * @throws UserErrors `NOT_FOUND`, what delegation forbids, or `INVALID` at `id` when the user could not use it
   */
  async send({ actorId, form, source }: FormRequest<{ readonly id: string }>): Promise<UserRecord> {
    const { staff, targets, users, userPermissions, invitations } = this.parts;
    return staff.run({ actorId, permission: "auth.change_user" }, async (actor) => {
      const target = await targets.lockOne(form.id);
      await targets.refuseOne(actor, target, { password: await userPermissions.list({ ...target, isActive: true }) });
      const user = await users.findWithPassword(target.id);
      if (!user || !canBeInvited(user)) throw new UserErrors([cannotBeInvited]);
      await invitations.invite(user, { actor: actorOf(actor.user), source });
      return target;
    });
  }
}

const cannotBeInvited = {
  code: "INVALID",
  message: "This user has no address, may not log in, or has a password already; send a password reset instead.",
  path: ["input", "id"],
} as const;
